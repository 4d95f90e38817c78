import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dice, diceFile } from '../schedule/dice.ts';

/** The folder through which one run of one program speaks to the harness; removed at its end. */
export interface RunFolder extends Disposable {
  path: string;
  /** Where the observer appends its messages. */
  messages: string;
}

export function createRunFolder(dice: Dice): RunFolder {
  const parent = tmpdir();
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, 'lockstep-'));
  const messages = join(path, 'messages');
  writeFileSync(messages, '');
  writeFileSync(join(path, 'dice'), diceFile(dice));
  return { path, messages, [Symbol.dispose]: () => removeFolder(path) };
}

function removeFolder(path: string): void {
  // Retries: Windows cannot remove what a process that is just ending still holds open.
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}
