import { explainedBy } from '../mistakes/explains.ts';
import type { Check } from './check.ts';
import type { CheckName } from './check-names.ts';
import { isMistake } from './doubt.ts';
import { explainsIt, type Finding } from './finding.ts';

/** What is wrong with a port: the root mistake, and what else was found. */
export interface Diagnosis extends Finding {
  check: CheckName;
  /** Mistakes that follow from the root, whichever check found them. */
  consequences: Finding[];
  /** Mistakes that do not follow from it. */
  others: (Finding & { check: CheckName })[];
}

/** Of several mistakes that do not follow from one another, those of the first check are told first. */
const PRECEDENCE = ['tasks', 'timing', 'output', 'ending'] as const satisfies readonly CheckName[];

/** The root mistake of a verdict; nothing where no check has a mistake that is sure. */
export function diagnose(checks: Record<CheckName, Check>): Diagnosis | undefined {
  const all = PRECEDENCE.flatMap((check) =>
    isMistake(checks[check])
      ? (checks[check].findings ?? []).map((finding, index) => ({ ...finding, check, index }))
      : [],
  );
  const firsts = all.filter(({ index }) => index === 0);
  const roots = firsts.filter(
    (one) => !firsts.some((other) => other !== one && explainsIt(other, one)),
  );
  // Two mistakes may explain each other; then the first check's is told.
  const [root] = roots.length > 0 ? roots : firsts;
  if (root === undefined) return undefined;
  const follows = explained(root, all);
  const rest = all.filter(({ mistake }) => mistake.id !== root.mistake.id);
  // Where nothing else can be trusted, to list it helps nobody.
  const listed = explainedBy(root.mistake) === 'all' ? [] : rest;
  const consequences = listed.filter((each) => follows.has(each));
  const others = rest.filter((each) => !follows.has(each) && each.index === 0);
  const { index: _, ...own } = root;
  return {
    ...own,
    consequences: consequences.map(({ index, check, ...each }) => each),
    others: others.map(({ index, ...each }) => each),
  };
}

/** What a mistake explains, also by what it explains. */
function explained<Each extends Finding>(root: Each, all: readonly Each[]): Set<Each> {
  const found = new Set<Each>();
  const open = [root];
  for (const one of open) {
    for (const other of all) {
      if (other === root || found.has(other) || !explainsIt(one, other)) continue;
      found.add(other);
      open.push(other);
    }
  }
  return found;
}
