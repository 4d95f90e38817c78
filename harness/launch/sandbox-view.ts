import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { COMPILE_CACHE } from './environment.ts';

/** This project: the observers, and what ports import. */
const PROJECT = join(import.meta.dirname, '..', '..');

/** Programs, libraries, and the files by which they find each other, as far as they exist. */
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

/** The only folder that can be written to. */
export const TEMPORARY = '/tmp';

/**
 * How much the program may keep there, in bytes. It lies in memory that belongs to no process, so
 * the limit on memory does not see it. A port of these pairs writes no file at all.
 */
const TEMPORARY_BYTES = 64 * 1024 ** 2;

/** Where a program finds code that Node has compiled before; it cannot add any. */
export const COMPILED = '/compiled';

/** The user id of the program: `nobody` on every Linux. */
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
  /** The user's home folder, which must stay hidden. */
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
    // FIFOs work on a read-only mount; only the file of messages is written to. A program that could
    // replace files could make the harness read any file.
    ...readOnly(workspace),
    ...['--bind', messages, messages],
    // The root folder too; and for root, files in /proc control the machine.
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
 * A port may import what lies beside it. But if its folder holds everything (the home folder, the
 * folder for temporary files), only the port is shown.
 */
function seenWith(program: string, hidden: readonly string[]): string[] {
  return [...new Set([resolve(program), realpathSync(program)])].map((file) => {
    const folder = dirname(file);
    return hidden.some((path) => holds(folder, path)) ? file : folder;
  });
}

/**
 * What must be shown of an interpreter: its folder; if that is the home folder itself, only its own
 * files.
 */
export function runtimeIn(prefix: string, executable: string, home: string): string[] {
  return holds(prefix, home) ? [executable, join(prefix, 'lib')] : [prefix];
}

/** Whether a path is a folder's own, or one below it. */
function holds(folder: string, path: string): boolean {
  const [first] = relative(folder, path).split(sep);
  return first !== '..';
}
