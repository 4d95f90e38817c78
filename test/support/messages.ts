import type { Message } from '../../harness/trace/messages.ts';
import type { OutputLine } from '../../harness/trace/output-lines.ts';
import type { TaskKind } from '../../harness/trace/trace.ts';

/** A task of a made-up run, by its place: it was created by a task with a smaller one. */
export interface MadeTask {
  address: string;
  kind: TaskKind;
  /** The place of its creator; none for the first. */
  parent: number | undefined;
}

export function hello({ address, kind }: MadeTask, parent: MadeTask | undefined): Message {
  const pid = Number.parseInt((parent?.address ?? '1').split(':')[0] ?? '', 10);
  const common = { at: 0, from: address, language: 'node', thread: null };
  return { ...common, event: 'hello', kind, parent: pid };
}

export function create(from: MadeTask, { address, kind }: MadeTask): Message {
  return { at: 0, from: from.address, event: 'create', child: address, kind, command: null };
}

/** A line that its task announced, and that came out. */
export function printed(
  from: string,
  text: string,
  seconds: number,
): { message: Message; line: OutputLine } {
  const bytes = Buffer.byteLength(text);
  return {
    message: { at: seconds * 1e9, from, event: 'line', stream: 'stdout', text, bytes },
    line: { stream: 'stdout', text, bytes, time: seconds },
  };
}
