import { told } from '../environment-error.ts';
import type { Messages } from '../messages/messages.ts';
import { visibleLines } from '../visible.ts';
import { EXIT } from './exit-code.ts';

/** In which language a failure is told, and whether with its stack. */
export interface Telling {
  environment: NodeJS.ProcessEnv;
  messages: Messages;
}

/**
 * Tell on stderr what ended the command.
 *
 * @returns the exit code: never that of a port that does not conform
 */
export function tellFailure(failure: unknown, { environment, messages }: Telling): number {
  const error = told(failure);
  writeError(`lockstep: ${error.in(messages)}\n`);
  const isHidden = error.code !== 'INTERRUPTED' && environment.LOCKSTEP_DEBUG;
  if (isHidden) writeError(`${visibleLines(stacksOf(error))}\n`);
  return error.code === 'INTERRUPTED' ? EXIT.interrupted : EXIT.usage;
}

/** What nobody caught ends the command as any failure does; `exit` handlers still tidy up. */
export function endOnUncaught(telling: Telling): void {
  process.on('uncaughtException', (error) => process.exit(tellFailure(error, telling)));
}

function stacksOf(error: unknown): string {
  const own = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? own : `${own}\ncaused by: ${stacksOf(cause)}`;
}

/** At once, since the process may be about to end; a stderr that takes nothing is nobody's error. */
function writeError(text: string): void {
  try {
    process.stderr.write(text, () => {});
  } catch {
    // There is nowhere else to tell it.
  }
}
