import type { Messages } from '../messages.ts';
import { mistakes } from './mistakes/index.ts';
import { told } from './told.ts';

/** Chinese. */
export const zh: Messages = { mistakes, told };
