import { told } from '../environment-error.ts';
import { visibleLines } from '../visible.ts';
import { EXIT } from './exit-code.ts';

/**
 * Tell on stderr what ended the command.
 *
 * @returns the exit code: never that of a port that does not conform
 */
export function tellFailure(failure: unknown, environment: NodeJS.ProcessEnv): number {
  const error = told(failure);
  writeError(`lockstep: ${error.message}\n`);
  const isHidden = error.code !== 'INTERRUPTED' && environment.LOCKSTEP_DEBUG;
  if (isHidden) writeError(`${visibleLines(stacksOf(error))}\n`);
  return error.code === 'INTERRUPTED' ? EXIT.interrupted : EXIT.usage;
}

/** What nobody caught ends the command as any failure does; `exit` handlers still tidy up. */
export function endOnUncaught(environment: NodeJS.ProcessEnv): void {
  process.on('uncaughtException', (error) => process.exit(tellFailure(error, environment)));
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
