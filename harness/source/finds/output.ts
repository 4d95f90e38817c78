import type { Analysis } from '../analysis.ts';
import { type Call, placeOfCall } from '../call.ts';
import type { Located } from '../find.ts';
import { isWithin, type Node, plain, propertyName } from '../syntax.ts';
import { lastOf } from '../text-pattern.ts';
import { located } from './located.ts';

/** `lines.push(…)`, where something prints `lines` later. */
export function heldOutput({ calls }: Analysis): Located {
  const prints = calls.all.filter(({ kinds }) => kinds.includes('print'));
  const pushes = calls.all.filter(({ name }) => name === 'push');
  const held = pushes.flatMap((push) => {
    const binding = bindingOf(push);
    const print = prints.find(({ node }) =>
      binding?.references.some((reference) => isPrinted(reference, node)),
    );
    return print ? [{ push, print }] : [];
  });
  return located(
    held.map(({ push }) => placeOfCall(push)),
    held.map(({ print }) => placeOfCall(print)),
  );
}

function bindingOf({ node, file }: Call) {
  if (node.type !== 'CallExpression') return undefined;
  const callee = plain(node.callee as Node);
  return callee.type === 'MemberExpression' ? file.bindings.get(plain(callee.object)) : undefined;
}

/** `print(lines.join('\n'))`, `print(...lines)`, `for (const line of lines) print(line)`. */
function isPrinted(reference: Node, print: Node): boolean {
  const { parent } = reference;
  if (parent?.type === 'ForOfStatement')
    return parent.right === reference && isWithin(print, parent);
  const isJoined =
    parent?.type === 'MemberExpression' &&
    propertyName(parent.property, parent.computed) === 'join';
  const isGiven = parent?.type === 'SpreadElement' || parent === print;
  return (isJoined || isGiven) && isWithin(reference, print);
}

/** Functions that add no line end, with the index of their text. */
const WRITERS: Readonly<Record<string, number>> = { writeAll: 1, writeSync: 1, write: 0 };

/** Prints whose text adds a line end, a carriage return, or lacks a line end. */
export function wrongLineEnds({ calls }: Analysis): Located {
  const found = calls.all.filter(({ node, name, kinds }) => {
    if (!kinds.includes('print') || node.type !== 'CallExpression') return false;
    const known = calls.meanings.of(node.callee as Node).find((one) => one.is === 'known');
    const own = known ? known.key.slice(known.key.lastIndexOf('.') + 1) : name;
    const writes = Object.hasOwn(WRITERS, own);
    const text = (node.arguments as Node[])[writes ? (WRITERS[own] as number) : 0];
    const last = text && lastOf(text);
    if (last === undefined) return false;
    return last.includes('\r') || last.endsWith('\n') !== writes;
  });
  return located(found.map(placeOfCall));
}
