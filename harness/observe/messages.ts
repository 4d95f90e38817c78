import { readFileSync } from 'node:fs';
import type { Stream, TaskKind } from './trace.ts';

/** What an observer inside a task says: one JSON object a line. */
export type Message = {
  /** Monotonic clock, nanoseconds. */
  at: number;
  /** The task's address: its process id, and the number of the thread in it. */
  from: string;
} & (
  | { event: 'hello'; kind: TaskKind; language: string; parent: number }
  | { event: 'create'; child: string; kind: TaskKind; command: string | null }
  | { event: 'line'; stream: Stream; text: string; bytes: number }
  | { event: 'sleep'; id: number; seconds: number }
  | { event: 'wake'; id: number }
  | { event: 'draw'; key: string; value: number }
  | { event: 'end'; code: number | null }
  | { event: 'reap'; child: string; status?: number; code?: number | null; signal?: string | null }
);

/** The messages of a run so far. What was cut off in the middle by a kill is left out. */
export function readMessages(file: string): Message[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => parse(line) ?? []);
}

function parse(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}

/** The process id in an address. */
export function processOf(address: string): number {
  return Number.parseInt(address, 10);
}
