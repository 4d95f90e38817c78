import { distinct, type Said, text } from '../messages/text.ts';
import type { Message } from './messages.ts';
import { taskTree } from './task-tree.ts';
import {
  type Ending,
  isOutput,
  type Task,
  type Trace,
  type TraceEvent,
  UNKNOWN_TASK,
} from './trace.ts';

/** Notes on tasks that read their standard input, which is closed. */
export function notesOn(messages: readonly Message[], pid: number): Pick<Trace, 'notes'> {
  const { at } = taskTree(pid, messages);
  const notes = distinct(
    messages.flatMap((message) => {
      if (message.event !== 'input') return [];
      const who = at(message.from) ?? UNKNOWN_TASK;
      return [text('readsClosedInput', who, message.where ?? undefined)];
    }),
  );
  return notes.length > 0 ? { notes } : {};
}

/** Where the program draws from generators that it has seeded itself. */
export function seededIn(messages: readonly Message[]): Pick<Trace, 'seeded'> {
  const places = messages.flatMap((message) =>
    message.event === 'seeded' ? (message.where ?? 'a library') : [],
  );
  return places.length === 0 ? {} : { seeded: [...new Set(places)].sort() };
}

/** What the harness does not own: foreign programs, and lines written past the observer. */
export function uncontrolledIn(
  tasks: readonly Task[],
  events: readonly TraceEvent[],
  executable: string,
  { kind }: Ending,
): Said[] {
  // A child in the same language that had not reported in when a limit ended the run was starting.
  const wasStopped =
    kind !== 'exited' && kind !== 'killed' && kind !== 'deadlock' && kind !== 'idle';
  const isStarting = (command: string) => wasStopped && command.startsWith(`${executable} `);
  const programs = tasks.flatMap(({ id, observed, command, where }) => {
    if (observed || command === undefined || isStarting(command)) return [];
    return [text('foreignProgram', id, command, where)];
  });
  const line = events.filter(isOutput).find(({ task }) => task === UNKNOWN_TASK);
  return line === undefined
    ? programs
    : [...programs, text('lineUnobserved', line.text.slice(0, 80))];
}
