import { commandLine } from './command-line.ts';
import { doubts } from './doubts.ts';
import { errors } from './errors/index.ts';
import { help } from './help.ts';
import { mistakes } from './mistakes/index.ts';
import { explain, report } from './report.ts';
import { runs } from './runs.ts';
import { timeline } from './timeline.ts';
import { titles } from './titles.ts';
import { told } from './told.ts';

/** English. */
export const en = {
  errors,
  mistakes,
  told: { ...told, ...runs, ...doubts },
  titles,
  report,
  explain,
  timeline,
  help,
  commandLine,
};
