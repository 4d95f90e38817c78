import type { Analysis } from '../analysis.ts';
import type { Binding } from '../binding.ts';
import { placeOfCall } from '../call.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import type { SourceFile } from '../read-source.ts';
import type { Node } from '../syntax.ts';
import { targetsOf } from '../targets.ts';
import { located } from './located.ts';

/** An end of a pipe that stays open: a task's copy that it does not use, or main's own. */
export function openPipes(analysis: Analysis): Located {
  for (const file of analysis.source.files) {
    for (const binding of new Set(file.bindings.values())) {
      const isOpen = isConnection(binding, analysis) && !methodsOf(binding).includes('close');
      const found = isOpen ? leftOpen(binding, file, analysis) : undefined;
      if (found) return found;
    }
  }
  return located([]);
}

function leftOpen(
  { origin, references }: Binding,
  file: SourceFile,
  analysis: Analysis,
): Located | undefined {
  const [declared] = references;
  if (!declared) return undefined;
  const own: Place = placeIn(file, declared.start, declared.end);
  if (origin.from === 'parameter') {
    const isUnused = references.length === 1;
    return isUnused && targetsOf(analysis).has(origin.of) ? located([own]) : undefined;
  }
  if (origin.from !== 'value') return undefined;
  // The task that reads the other end goes on reading while main waits for it.
  const last = references.at(-1) as Node;
  const join = analysis.flows[0]?.find(
    ({ call }) => call.node.start > last.start && call.kinds.includes('join'),
  );
  return join ? located([placeOfCall(join.call)], [own]) : located([own]);
}

function isConnection({ references: [declared] }: Binding, { calls }: Analysis): boolean {
  return calls.meanings.of(declared).some((one) => one.is === 'object' && one.of === 'Connection');
}

/** The methods of a variable that are called. */
function methodsOf({ references }: Binding): string[] {
  return references.flatMap(({ parent }) => {
    if (parent?.type !== 'MemberExpression' || parent.property.type !== 'Identifier') return [];
    return parent.parent?.type === 'CallExpression' ? [parent.property.name] : [];
  });
}
