import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { COMPILE_CACHE } from './environment.ts';

/** This project: the observers, and what ports import. */
const PROJECT = join(import.meta.dirname, '..', '..');

/** Programs, libraries, and what these read to find each other; whatever of it there is. */
const SYSTEM = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/nix/store',
  '/gnu/store',
  '/etc/alternatives',
  '/etc/group',
  '/etc/ld.so.cache',
  '/etc/ld.so.conf',
  '/etc/ld.so.conf.d',
  '/etc/localtime',
  '/etc/nsswitch.conf',
  '/etc/passwd',
];

const DEVICES = ['full', 'null', 'random', 'urandom', 'zero'];

/** Where the only folder lies that can be written to. */
export const TEMPORARY = '/tmp';

/**
 * How much the program may keep there, in bytes: it is memory that no process has to itself, so
 * that the limit on memory does not see it. A port of these pairs writes no file at all.
 */
const TEMPORARY_BYTES = 64 * 1024 ** 2;

/** Where a program finds the code that Node has compiled before; it can add none. */
export const COMPILED = '/compiled';

/** Whom the program is for itself: nobody, by the number that every Linux has for that. */
export const NOBODY = '65534';

interface Seen {
  /** The folder through which the program's observers speak to the harness. */
  workspace: string;
  /** The file, in the workspace, to which they append. */
  messages: string;
  /** The port. */
  program: string;
  /** Folders and files with all that the interpreters need. */
  runtimes: readonly string[];
  /** The user's home folder, which is not to be seen. */
  home: string;
}

/** What a program can see, as arguments of bubblewrap: what is not named here is not there. */
export function sandboxView({ workspace, messages, program, runtimes, home }: Seen): string[] {
  return [
    ...SYSTEM.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--proc', '/proc'],
    ...DEVICES.map((name) => `/dev/${name}`).flatMap((path) => ['--dev-bind', path, path]),
    ...['--symlink', '/proc/self/fd', '/dev/fd'],
    ...['stdin', 'stdout', 'stderr'].flatMap((name, descriptor) => [
      ...['--symlink', `/proc/self/fd/${descriptor}`, `/dev/${name}`],
    ]),
    ...['--size', String(TEMPORARY_BYTES), '--tmpfs', TEMPORARY],
    ...readOnly(PROJECT),
    ...runtimes.flatMap((path) => ['--ro-bind-try', path, path]),
    ...compiled(),
    ...seenWith(program, [home, workspace]).flatMap(readOnly),
    // Through a FIFO can be spoken where nothing can be written; only the one file is written to.
    // To the harness a file that the program put in another's place could be anybody's.
    ...readOnly(workspace),
    ...['--bind', messages, messages],
    // The folder of folders; and for root there are files in /proc that command the machine.
    ...['--remount-ro', '/', '--remount-ro', '/proc'],
  ];
}

/** Node has a folder in its cache for each user, and names it by version and user id. */
function compiled(): string[] {
  const own = `-${process.getuid?.()}`;
  return foldersIn(COMPILE_CACHE)
    .filter((name) => name.endsWith(own))
    .flatMap((name) => [
      ...['--ro-bind', join(COMPILE_CACHE, name)],
      join(COMPILED, `${name.slice(0, -own.length)}-${NOBODY}`),
    ]);
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return []; // Nothing has been compiled yet.
  }
}

const readOnly = (path: string) => ['--ro-bind', path, path];

/**
 * A port may import what lies beside it. A folder that holds everything (the home folder, the one
 * for temporary files) is not shown for that, only the port.
 */
function seenWith(program: string, hidden: readonly string[]): string[] {
  return [...new Set([resolve(program), realpathSync(program)])].map((file) => {
    const folder = dirname(file);
    return hidden.some((path) => holds(folder, path)) ? file : folder;
  });
}

/**
 * What must be seen of an interpreter: its folder; where it is installed into the home folder
 * itself, only what is its own.
 */
export function runtimeIn(prefix: string, executable: string, home: string): string[] {
  return holds(prefix, home) ? [executable, join(prefix, 'lib')] : [prefix];
}

/** Whether a path is a folder's own, or one below it. */
function holds(folder: string, path: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..';
}
