import { LockstepError, type Why } from '../errors.ts';
import type { SandboxFlaw } from '../messages/error-text.ts';

export function noSandbox(why: Why, flaw: SandboxFlaw, cause?: unknown): LockstepError {
  return new LockstepError('NO_SANDBOX', (m) => m.errors.noSandbox(why(m), flaw), cause);
}
