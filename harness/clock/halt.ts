import type { GiveUp } from '../launch/driver.ts';

/** Whether a run goes on, and until when. */
export function createHalt(giveUp: GiveUp) {
  let isOver = false;
  let end: bigint | undefined;
  return {
    /** No gate is opened any more. */
    get isOver() {
      return isOver;
    },
    /** The program's first process has ended: until when the others may go on, in nanoseconds. */
    get end() {
      return end;
    },
    /** The program's first process has ended. */
    endAt(time: bigint) {
      end = time;
    },
    over() {
      isOver = true;
    },
    /** Ends the program, too. */
    giveUp(...why: Parameters<GiveUp>) {
      isOver = true;
      giveUp(...why);
    },
  };
}

export type Halt = ReturnType<typeof createHalt>;
