import type { Call } from './call.ts';
import type { Calls } from './calls.ts';
import type { Meaning } from './meaning/meaning.ts';
import { type Node, propertyName } from './syntax.ts';

/** The tasks that a call starts or joins, as the nodes that create them; for a job, its pool too. */
export function tasksOf({ node, receiver, kinds }: Call, { meanings }: Calls): Node[] {
  const isSubmit = kinds.includes('start') && kinds.includes('pool');
  const made = kinds.includes('start') ? meanings.of(node) : [];
  const about = isSubmit ? meanings.of(poolOf(node)) : receiver;
  return [...sitesOf(made), ...sitesOf(about)];
}

/** `pool` of `pool.submit(…)`. */
function poolOf(node: Node): Node | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = node.callee as Node;
  return callee.type === 'MemberExpression' ? callee.object : undefined;
}

function sitesOf(meanings: readonly Meaning[]): Node[] {
  return meanings.flatMap((one) => {
    if (one.is === 'object') return [one.site];
    if (one.is === 'list') return sitesOf(one.each);
    return one.is === 'promise' ? sitesOf(one.of) : [];
  });
}

/** `new Thread({ …, daemon: true })`, which need not be joined. */
export function isDaemon(site: Node): boolean {
  if (site.type !== 'NewExpression') return false;
  const [options] = site.arguments as Node[];
  if (options?.type !== 'ObjectExpression') return false;
  return options.properties.some(
    (property) =>
      property.type === 'Property' &&
      propertyName(property.key, property.computed) === 'daemon' &&
      property.value.type === 'Literal' &&
      property.value.value === true,
  );
}
