import type { createAgenda } from './agenda.ts';
import type { Lane } from './lane.ts';

const NANOSECONDS_A_MILLISECOND = 1e6;

/**
 * Lets no more of the program's time pass than of real time, while somebody outside may let it go on.
 *
 * @param clock milliseconds
 */
export function createHold(
  agenda: Pick<ReturnType<typeof createAgenda>, 'now' | 'advance'>,
  lane: Pick<Lane, 'show'>,
  clock: () => number = () => performance.now(),
) {
  let begun: { at: number; now: bigint } | undefined;
  return {
    /**
     * Whether a moment of the program's time has not come yet; undefined for one that never does.
     *
     * @param flows whether its clock shows that time passes meanwhile
     */
    until(due: bigint | undefined, flows: boolean): boolean {
      begun ??= { at: clock(), now: agenda.now };
      const passed = Math.round((clock() - begun.at) * NANOSECONDS_A_MILLISECOND);
      const time = begun.now + BigInt(passed);
      const isOver = due !== undefined && time >= due;
      if (flows) {
        agenda.advance(isOver ? due - 1n : time);
        lane.show(agenda.now);
      }
      return !isOver;
    },
    /** The program goes on. */
    end() {
      begun = undefined;
    },
  };
}
