import { LockstepError } from '../errors.ts';

const OTHERWISE = 'or judge the port without --sandbox, if you would run it yourself.';

const NEXT = {
  elsewhere: `Do it on Linux, ${OTHERWISE}`,
  absent: `Install bubblewrap (\`sudo apt install bubblewrap\`, or your distribution’s like), ${OTHERWISE}`,
  failing: `Try \`bwrap --unshare-user --ro-bind / / true\`. Where user namespaces are forbidden, allow them (sysctl kernel.unprivileged_userns_clone=1; Ubuntu: kernel.apparmor_restrict_unprivileged_userns=0; a container needs --privileged); Linux must be 5.9 or later and bubblewrap 0.8 or later; ${OTHERWISE}`,
};

/** @param why it cannot be had, and so what to do next */
export function noSandbox(why: string, kind: keyof typeof NEXT, cause?: unknown): LockstepError {
  return new LockstepError(
    'NO_SANDBOX',
    { what: 'No sandbox is available here.', why, next: NEXT[kind] },
    cause,
  );
}
