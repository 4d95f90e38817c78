import { type Said, text } from '../messages/text.ts';
import type { Waiting } from './waiting.ts';

/**
 * Why a task that computes without a rest was stopped.
 *
 * @param limit CPU seconds
 * @param other a task that waits; the spinning task may wait for it without a message
 */
export function spinningText(
  who: string,
  limit: number,
  other: Pick<Waiting, 'name' | 'kind' | 'due'> | undefined,
): Said {
  const spins = text('spins', who, limit);
  if (other === undefined) return spins;
  const [name = ''] = other.name.split('~');
  return text('spinsBeside', who, name, waitText(other), spins);
}

function waitText({ kind, due }: Pick<Waiting, 'kind' | 'due'>): Said {
  if (due === null) return kind === 'line' ? text('waitsToPrint') : text('waitsToStart');
  return text(kind === 'wait' ? 'waitsUntil' : 'sleepsUntil', Number(due) / 1e9);
}
