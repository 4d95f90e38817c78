import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, vi } from 'vitest';

/** A temporary folder of a test’s own, to see what the harness leaves in it, or running. */
export interface Sandbox {
  readonly path: string;
  /** The command lines of the living processes of runs whose folder lies in this one. */
  processes: () => string[];
  /** Whatever lies in this folder, at any depth. */
  files: () => string[];
}

/** To be called at the top of a test file: each of its tests then works in the sandbox. */
export function useSandbox(): Sandbox {
  const sandbox = createSandbox();
  beforeAll(() => {
    vi.stubEnv('TMPDIR', sandbox.path);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(sandbox.path, { recursive: true, force: true });
  });
  return sandbox;
}

export function createSandbox(parent = tmpdir()): Sandbox {
  const path = mkdtempSync(join(parent, 'sandbox-'));
  return {
    path,
    files: () => readdirSync(path, { recursive: true, encoding: 'utf8' }),
    processes: () => livingProcesses(`LOCKSTEP_RUN=${path}/`),
  };
}

/** Milliseconds. What is awaited takes a fraction of a second, and some on a machine that does
 * ten things at once; this ends a wait for nothing. */
export const PATIENCE = 50_000;

/** Milliseconds between two looks, each of which may cost five. */
const PAUSE = 50;

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const start = performance.now(); !(await isSo()); await pause(PAUSE)) {
    if (performance.now() - start > PATIENCE) throw new Error(`waited for nothing: ${isSo}`);
  }
}

/** Linux only: elsewhere the environment of a process cannot be read. */
function livingProcesses(marker: string): string[] {
  const read = (pid: string, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      return ''; // It has ended meanwhile.
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && read(name, 'environ').includes(marker))
    .filter((pid) => !/^State:\s+[ZX]/m.test(read(pid, 'status')))
    .map((pid) => read(pid, 'cmdline').replaceAll('\0', ' ').trim())
    .filter((command) => command !== '');
}
