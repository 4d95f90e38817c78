import type {
  ErrorText,
  FolderFlaw,
  Refusal,
  SandboxFlaw,
  SessionLimit,
} from '../../error-text.ts';
import { quote } from '../words.ts';

const ELSE = 'or judge the port without --sandbox, if you would run it yourself.';
const NAME_PYTHON = 'name an interpreter: LOCKSTEP_PYTHON=/path/to/python3';

const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  darwin: '`brew install python3`, or the installer of python.org',
  win32: '`winget install Python.Python.3.13`, or the installer of python.org',
};
const INSTALL_ON_LINUX = '`sudo apt install python3`, or the same with your package manager';

const installPython = (oldest: string, platform: NodeJS.Platform) =>
  `Install Python ${oldest} or later (${INSTALL[platform] ?? INSTALL_ON_LINUX}), or ${NAME_PYTHON}`;

/** What a session may do, and why that is too little. */
const LIMITS: Record<SessionLimit, { may: (allowed: string) => string; why: string }> = {
  'Max open files': {
    may: (allowed) => `open only ${allowed} files at once`,
    why: 'it watches every thread of every program',
  },
  'Max address space': {
    may: (allowed) => `use only ${allowed} of address space`,
    why: 'each Node Worker reserves 0.9 GB, and uses little of it',
  },
  'Max data size': {
    may: (allowed) => `use only ${allowed} of data`,
    why: 'each Node Worker reserves 0.5 GB, and uses little of it',
  },
  'Max file size': {
    may: (allowed) => `write only files up to ${allowed}`,
    why: 'programs write down everything they do',
  },
  'Max cpu time': {
    may: (allowed) => `use only ${allowed} of CPU time in each process`,
    why: 'a program may compute that long',
  },
};

const REFUSALS: Record<Refusal, { why: string; next: string }> = {
  EMFILE: {
    why: 'This session may not open more files at once (EMFILE).',
    next: 'Raise the limit, then run the command again: ulimit -n 4096',
  },
  ENFILE: {
    why: 'This machine may not open more files at once (ENFILE).',
    next: 'End other programs, or raise fs.file-max.',
  },
  EAGAIN: {
    why: 'No more processes or threads may be started (EAGAIN).',
    next: 'End other programs, or raise the limit (ulimit -u; in a container its pids limit).',
  },
  ENOMEM: {
    why: 'There is not enough memory (ENOMEM).',
    next: 'End other programs, then run the command again.',
  },
  ENOSPC: { why: 'The disk is full (ENOSPC).', next: 'Free some space.' },
  EDQUOT: { why: 'The disk quota is used up (EDQUOT).', next: 'Free some space.' },
  EROFS: {
    why: 'The file system is read-only (EROFS).',
    next: 'Use a folder that can be written.',
  },
  EIO: { why: 'The device failed (EIO).', next: 'Use another device.' },
};

/** What this machine, or this session, does not have. */
export const environment = {
  refused: (refusal: Refusal, call: string | undefined, path: string | undefined): ErrorText => ({
    what: `Lockstep could not ${call ?? 'go on'}${path === undefined ? '' : ` ${path}`}.`,
    ...REFUSALS[refusal],
  }),
  harnessFailed: (why: string): ErrorText => ({
    what: 'Lockstep itself failed; this says nothing about the programs.',
    why,
    next: 'Run it again with LOCKSTEP_DEBUG=1, and report the output together with the command.',
  }),
  toolMissing: (tool: string): ErrorText => ({
    what: `The program ${tool} was not found.`,
    why: 'Lockstep uses it to make the files through which it talks to programs.',
    next: 'Check that PATH has the folders of the system, as in: PATH=/usr/bin:/bin',
  }),
  cannotUseFolder: (folder: string, why: string): ErrorText => ({
    what: `Cannot write to the temporary folder ${folder}.`,
    why,
    next: 'Free some space there, or name another folder: TMPDIR=/path/to/folder',
  }),

  lowLimit: (limit: SessionLimit, allowed: string, needed: string, command: string): ErrorText => ({
    what: `This session may ${LIMITS[limit].may(allowed)}.`,
    why: `Lockstep needs ${needed}: ${LIMITS[limit].why}.`,
    next: `Raise the limit, then run the command again: ${command}`,
  }),
  fewThreads: (left: number, needed: number): ErrorText => ({
    what: `This user may start only ${left} more processes and threads.`,
    why: `Lockstep needs ${needed}; a single Node has about ten threads.`,
    next: 'End other programs, or raise the limit (ulimit -u; in a container its pids limit).',
  }),
  noNullDevice: (path: string): ErrorText => ({
    what: `There is no ${path} here.`,
    why: 'Programs without input read from it.',
    next: 'Mount /dev, as in: mount -t devtmpfs dev /dev',
  }),
  noVirtualClockHere: (why: string): ErrorText => ({
    what: 'The virtual clock cannot see here what each thread waits for.',
    why,
    next: 'Use the real clock: --clock real',
  }),
  wrongProc: (proc: string, own: number, there: string | undefined): ErrorText => ({
    what: `${proc} does not show the processes of this process namespace.`,
    why:
      there === undefined
        ? `There is no ${proc}/self.`
        : `This process is ${own} here and ${there} there.`,
    next: 'Mount it: unshare --pid --fork --mount-proc, or mount -t proc proc /proc in the container',
  }),

  oldPython: (
    found: readonly { name: string; version: string }[],
    oldest: string,
    platform: NodeJS.Platform,
  ): ErrorText => ({
    what: `The Python found here is too old: ${found
      .map(({ name, version }) => `${name} is Python ${version}`)
      .join(', ')}.`,
    why: `The originals need Python ${oldest} or later.`,
    next: installPython(oldest, platform),
  }),
  hangingPython: (name: string): ErrorText => ({
    what: `No Python found: ${name} does not answer.`,
    why: 'When asked for its version, it neither answered nor ended.',
    next: `Find out what it waits for (\`${name} --version\`), or ${NAME_PYTHON}`,
  }),
  noPython: (
    candidates: readonly string[],
    isNamed: boolean,
    oldest: string,
    platform: NodeJS.Platform,
  ): ErrorText => ({
    what: `No Python found: looked for ${candidates.join(', ')}${
      isNamed ? ' (named by LOCKSTEP_PYTHON)' : ' on the PATH'
    }.`,
    why: 'The originals are Python programs.',
    next: installPython(oldest, platform),
  }),
  pythonPrints: (executable: string, noise: string): ErrorText => ({
    what: `${executable} prints before or after every program: ${quote(noise)}.`,
    why: 'The originals would seem to print that. It comes from a sitecustomize or a .pth file.',
    next: `Remove that file (look in PYTHONPATH), or ${NAME_PYTHON}`,
  }),

  noSandbox: (why: string, flaw: SandboxFlaw): ErrorText => ({
    what: 'No sandbox is available.',
    why,
    next: {
      elsewhere: `Use Linux, ${ELSE}`,
      absent: `Install bubblewrap (\`sudo apt install bubblewrap\`, or the same with your package manager), ${ELSE}`,
      failing: `Try \`bwrap --unshare-user --ro-bind / / true\`. If user namespaces are forbidden, allow them (sysctl kernel.unprivileged_userns_clone=1; Ubuntu: kernel.apparmor_restrict_unprivileged_userns=0; a container needs --privileged). Linux must be 5.9 or later, and bubblewrap 0.8 or later; ${ELSE}`,
    }[flaw],
  }),

  /** Why it is not there. */
  whyEnvironment: {
    folder: (flaw: FolderFlaw) =>
      ({
        ENOENT: 'There is no such folder (ENOENT).',
        ENOTDIR: 'It is not a folder (ENOTDIR).',
        EACCES: 'You may not write to it (EACCES).',
        EPERM: 'You may not write to it (EPERM).',
      })[flaw],
    refusal: (refusal: Refusal) => REFUSALS[refusal].why,
    fullFolder: (kilobytes: number) => `It is full: ${kilobytes} kB are free.`,
    noMoreFiles: () => 'It cannot hold more files.',
    becameFull: () => 'It became full or read-only during a run.',
    otherNamespace: (proc: string) => `${proc} shows the processes of another pid namespace.`,
    unreadableProc: (proc: string, error: string) =>
      `The files of a child process in ${proc} cannot be read: ${error}.`,
    notLinux: () => 'This is not Linux.',
    nodeFails: (output: string) => `Node does not start in it: ${output}`,
    noLibrary: (python: string) => `${python} does not say where its library is.`,
    bubblewrapSilent: () => 'bwrap printed nothing.',
    needsLinux59: (error: string) => `${error} (possible with Linux 5.9 or later)`,
  },
};
