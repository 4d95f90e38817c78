import { mayAllow } from '../limits.ts';
import type { Waiting } from './waiting.ts';

/**
 * Why a task that computes without a rest was stopped.
 *
 * @param limit CPU seconds
 * @param other a task that waits, and for which it may wait itself without a word
 */
export function spinningText(
  who: string,
  limit: number,
  other: Pick<Waiting, 'name' | 'kind' | 'due'> | undefined,
): string {
  const used = `used more than ${limit.toFixed(0)} s of CPU time without a line, a sleep or a wait ${mayAllow('cpu')}`;
  if (other === undefined) return `${who} ${used}`;
  const [name] = other.name.split('~');
  return `${who} spins while ${name} ${waitText(other)}: ${who} ${used}; if it waits for ${name}, let it join or sleep`;
}

function waitText({ kind, due }: Pick<Waiting, 'kind' | 'due'>): string {
  if (due === null) return kind === 'line' ? 'waits to print' : 'waits to start';
  return `${kind === 'wait' ? 'waits' : 'sleeps'} until ${(Number(due) / 1e9).toFixed(2)} s`;
}

export const stalledText = (limit: number): string =>
  `nothing in it moved for ${limit} s of real time: the machine was too slow, or the program hangs ${mayAllow('asleep')}`;

/** What a stopped thread's last system call was says nothing. */
export const stoppedText = (blocked: string): string =>
  blocked.replace(/ waits .*$/, ' is stopped: only a signal (SIGCONT) lets it go on');
