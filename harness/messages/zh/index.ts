import { en } from '../en/index.ts';
import type { Messages } from '../messages.ts';
import { errors } from './errors/index.ts';
import { mistakes } from './mistakes/index.ts';
import { told } from './told.ts';

/** Chinese. */
export const zh: Messages = { ...en, errors, mistakes, told };
