import type { IdSpots } from '../trace/process-ids.ts';
import { measureBareStart } from './bare-start.ts';
import type { Command } from './command.ts';

/** What runs find out once, for all runs that follow. */
export interface Findings {
  /** Where process ids stand in the lines of a program. */
  spotsOf: (program: string) => IdSpots;
  /** The CPU seconds that an empty program takes, measured at the first call for its runtime. */
  bareStart: (command: Pick<Command, 'executable' | 'language'>) => Promise<number>;
}

export function createFindings(): Findings {
  const spots = new Map<string, IdSpots>();
  const bareStarts = new Map<string, Promise<number>>();
  return {
    spotsOf(program) {
      const found = spots.get(program) ?? new Set();
      spots.set(program, found);
      return found;
    },
    bareStart(command) {
      const { executable } = command;
      const measured = bareStarts.get(executable) ?? measureBareStart(command);
      bareStarts.set(executable, measured);
      return measured;
    },
  };
}
