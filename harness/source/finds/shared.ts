import type { Analysis } from '../analysis.ts';
import type { Binding } from '../binding.ts';
import type { Located, Place } from '../find.ts';
import { placeIn } from '../place.ts';
import type { SourceFile } from '../read-source.ts';
import { childrenOf, isFunction, type Node, plain, propertyName } from '../syntax.ts';
import { taskFunctionsOf } from '../targets.ts';
import { located } from './located.ts';

/** Variables at the top level that tasks change, and fields of plain objects that they are given. */
export function sharedVariables(analysis: Analysis): Located {
  const inTasks = taskFunctionsOf(analysis);
  const places = analysis.source.files.flatMap((file) => [
    ...variables(file, inTasks),
    ...fields(file, inTasks, analysis),
  ]);
  return located(places);
}

function variables(file: SourceFile, inTasks: ReadonlySet<Node>): Place[] {
  return [...file.top.values()]
    .filter(({ origin }) => origin.from === 'value')
    .filter((binding) => changesOf(binding).some((node) => inTasks.has(functionAround(node))))
    .flatMap(({ references: [declared] }) =>
      declared ? [placeIn(file, declared.start, declared.end)] : [],
    );
}

const CHANGES = ['push', 'pop', 'shift', 'unshift', 'splice', 'set', 'add', 'delete'];

/** Where a variable, or what it holds, is changed. */
function changesOf({ references }: Binding): Node[] {
  return references.filter((reference) => {
    const { parent } = reference;
    if (parent?.type === 'UpdateExpression') return true;
    if (parent?.type === 'AssignmentExpression') return (parent.left as Node) === reference;
    if (parent?.type !== 'MemberExpression' || parent.object !== reference) return false;
    const { parent: around } = parent;
    if (around?.type === 'AssignmentExpression') return (around.left as Node) === parent;
    const name = propertyName(parent.property, parent.computed) ?? '';
    return around?.type === 'CallExpression' && CHANGES.includes(name);
  });
}

function functionAround(node: Node): Node {
  let at = node;
  while (at.parent && !isFunction(at)) at = at.parent;
  return at;
}

/** `balance = 0` of a class without a base, where a task writes `account.balance`. */
function fields(file: SourceFile, inTasks: ReadonlySet<Node>, { calls }: Analysis): Place[] {
  const places: Place[] = [];
  const look = (node: Node) => {
    const target = writtenField(node);
    if (target && inTasks.has(functionAround(node))) {
      for (const one of calls.meanings.of(target.object)) {
        if (one.is === 'object' && one.of === '' && one.local) {
          places.push(...definitionOf(one.local, target, file));
        }
      }
    }
    for (const child of childrenOf(node)) look(child);
  };
  look(file.program);
  return places;
}

function writtenField(node: Node): (Node & { type: 'MemberExpression' }) | undefined {
  const isWrite = node.type === 'AssignmentExpression' || node.type === 'UpdateExpression';
  if (!isWrite) return undefined;
  const target = plain(node.type === 'UpdateExpression' ? node.argument : (node.left as Node));
  return target.type === 'MemberExpression' ? target : undefined;
}

function definitionOf(
  local: Node,
  { property, computed }: Node & { type: 'MemberExpression' },
  file: SourceFile,
): Place[] {
  if (local.type !== 'ClassDeclaration' && local.type !== 'ClassExpression') return [];
  const name = propertyName(property, computed);
  return local.body.body.flatMap((member) =>
    member.type === 'PropertyDefinition' && propertyName(member.key as Node, false) === name
      ? [placeIn(file, member.start, member.end)]
      : [],
  );
}
