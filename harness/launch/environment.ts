import { delimiter, dirname, join } from 'node:path';
import type { ClockName } from '../trace/trace.ts';

const RUNTIMES = join(import.meta.dirname, '..', '..', 'runtimes');
const PRELOAD = join(RUNTIMES, 'node', 'preload.cjs');
const SITECUSTOMIZE = join(RUNTIMES, 'python');
/** Node keeps the ports with their types stripped here: a start takes 30 ms instead of 75. */
export const COMPILE_CACHE = join(
  import.meta.dirname,
  '..',
  '..',
  'node_modules',
  '.cache',
  'lockstep',
  'compiled',
);

/** Variables of the harness's own that would change how a program under test runs. */
const DROPPED =
  /^(NODE_(?!EXTRA_CA_CERTS)|PYTHON(?!HOME|PATH)|VITEST|TEST$|FORCE_COLOR|LOCKSTEP_|npm_)/;

/** Variables that are not secret and that set a program's language and terminal. */
const PLAIN = /^(LANG|LANGUAGE|LC_.*|TZ|TERM)$/;

/**
 * The environment of a program in a sandbox, before it is observed.
 *
 * @param temporary the only folder that it can write to
 */
export function sparseEnvironment(base: NodeJS.ProcessEnv, temporary: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => PLAIN.test(name))),
    // Its own runtime first: the sandbox may not show the user's.
    PATH: [dirname(process.execPath), base.PATH].filter(Boolean).join(delimiter),
    HOME: temporary,
    TMPDIR: temporary,
  };
}

/** Quoted as in NODE_OPTIONS: only these two are escaped. */
const quoted = (path: string) => `"${path.replaceAll(/[\\"]/g, '\\$&')}"`;

export interface Observation {
  folder: string;
  clock: ClockName;
  /** Whether the program's standard input is at its end, or somebody outside writes to it. */
  input?: 'closed' | 'open' | undefined;
  /** False ends each sleep at once: the no-op twin by which overhead is calibrated. */
  sleeps: boolean;
}

/** The environment in which a program runs under observation. */
export function observedEnvironment(
  base: NodeJS.ProcessEnv,
  { folder, clock, sleeps, input }: Observation,
): NodeJS.ProcessEnv {
  const environment = Object.fromEntries(
    Object.entries(base).filter(([name]) => !DROPPED.test(name)),
  );
  return {
    ...environment,
    LOCKSTEP_RUN: folder,
    LOCKSTEP_CLOCK: clock,
    ...(sleeps ? {} : { LOCKSTEP_SLEEP: 'none' }),
    ...(input && { LOCKSTEP_INPUT: input }),
    PYTHONPATH: [SITECUSTOMIZE, base.PYTHONPATH].filter(Boolean).join(delimiter),
    // UTF-8 also under LANG=C, and the same order of every set in every run.
    PYTHONUTF8: '1',
    PYTHONHASHSEED: '0',
    NODE_OPTIONS: `--disable-warning=ExperimentalWarning --require ${quoted(PRELOAD)}`,
    NODE_COMPILE_CACHE: COMPILE_CACHE,
  };
}
