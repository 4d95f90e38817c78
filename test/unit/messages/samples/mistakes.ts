import type { Mistakes } from '../../../../harness/messages/mistakes.ts';
import { ending } from './ending.ts';
import { output } from './output.ts';
import type { MistakeSamples } from './samples.ts';
import { tasks } from './tasks.ts';
import { timing } from './timing.ts';

/** Of every kind of mistake. */
export const SAMPLES: MistakeSamples<Mistakes> = { ...output, ...timing, ...tasks, ...ending };
