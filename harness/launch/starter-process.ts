import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { withoutMachineClock } from './machine-clock.ts';

const SCRIPT = join(import.meta.dirname, 'starter.py');

export interface StarterOptions {
  /** A Python that runs it. */
  interpreter: string;
  /** `warm`: it has done Python's imports, and Python programs run in it. */
  kind: 'bare' | 'warm';
  /** The control groups that it enters, and so all that it starts. */
  entrances: readonly string[];
}

interface Events {
  onAnswer: (line: string) => void;
  /** It could not be started. */
  onError: (cause: Error) => void;
  /** @param code null if a signal killed it @param complaint what it printed on stderr */
  onExit: (code: number | null, complaint: string) => void;
}

/** Start the process that starts programs. */
export function startStarter(
  { interpreter, kind, entrances }: StarterOptions,
  environment: NodeJS.ProcessEnv,
  { onAnswer, onError, onExit }: Events,
) {
  // With its run's folder, the guardian would end a bare starter before it has ended all others.
  const { LOCKSTEP_RUN: _, ...rest } = environment;
  const own = kind === 'warm' ? { ...environment, LOCKSTEP_STARTER: '1' } : rest;
  const isolation = kind === 'warm' ? [] : ['-I', '-S'];
  const { executable, args } = withoutMachineClock(
    { executable: interpreter, args: [...isolation, SCRIPT, kind, ...entrances] },
    environment,
  );
  const child = spawn(executable, args, {
    env: own,
    // The last is the standard input of programs: the starter's own brings the requests.
    stdio: ['pipe', 'pipe', 'pipe', 0],
    // A session of its own: Ctrl-C is ours.
    detached: true,
  });
  // Shown only with an error: a starter that is ended while it starts may complain.
  const complaints: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.on('error', onError);
  child.on('exit', (code) => onExit(code, Buffer.concat(complaints).toString()));
  child.stdin?.on('error', () => {}); // It has ended; `exit` tells of that, too.
  createInterface({ input: child.stdout as Readable }).on('line', onAnswer);
  return child;
}
