// How a new process or thread finds the function that it shall run.
//
// It begins with an empty memory, and a function cannot be sent to it. So it imports the program's
// file once more and takes the function by its name, just as Python does where it spawns:
// that is why a target is exported, and why main is guarded by `if (import.meta.main)`.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Any function: each target knows its own arguments. */
export type Target = (...args: never[]) => unknown;

/** A call in a form that can be sent: the target is a name. */
export interface Call {
  name: string;
  program: string;
  target: string;
  args: unknown[];
}

/** @throws {TypeError} if the target is not a function that the program exports */
export function describeCall(name: string, target: Target, args: unknown[]): Call {
  if (typeof target !== 'function') {
    throw new TypeError(
      'the target is not a function. Write `target: f`: `target: f()` calls f here',
    );
  }
  const program = process.argv[1] ?? '';
  // The program is still running, so its exports cannot be looked up yet: read its text.
  const exports = readFileSync(program, 'utf8').match(/^export\s*(\{[^}]*\}|.*)/gm) ?? [];
  const words = exports.join(' ').split(/[^\p{ID_Continue}$]+/u);
  if (!target.name || !words.includes(target.name)) {
    throw notExported(target.name, program, /^class\b/.test(String(target)) ? 'class' : 'function');
  }
  return { name, program, target: target.name, args };
}

/** The other side: in the new process or thread. */
export async function makeCall({ program, target, args }: Call): Promise<unknown> {
  process.argv[1] = program; // as Python keeps sys.argv[0]: a task started from here needs it too
  const { [target]: run } = await import(pathToFileURL(program).href);
  if (typeof run !== 'function') throw notExported(target, program);
  return await run(...args);
}

function notExported(target: string, program: string, kind = 'function'): TypeError {
  return new TypeError(
    `the target ${target || '(a function without a name)'} is not an exported ${kind} of ${program}: ` +
      'a new process or thread imports that file and finds its target there by name. ' +
      `Write: export ${kind} ${target || 'name'}${kind === 'class' ? ' extends Thread { … }' : '(…)'}`,
  );
}
