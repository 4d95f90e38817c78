import { mistakes } from './mistakes/index.ts';
import { told } from './told.ts';

/** English. */
export const en = { mistakes, told };
