import type { Messages } from '../messages/messages.ts';
import type { Ending } from './trace.ts';

/** How a program came to its end, for a reader. */
export function howEnded(
  { kind, code, signal }: Pick<Ending, 'kind' | 'code' | 'signal'>,
  { timeline }: Messages,
): string {
  if (kind === 'exited') return timeline.exited(code);
  if (kind === 'killed') return timeline.killedBy(signal);
  return timeline.endings[kind];
}
