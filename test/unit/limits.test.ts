import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const HARNESS = join(import.meta.dirname, '../../harness');

/** Where the time is read, and what for: none of it ends a program but by limits.ts or looks.ts. */
const READS_TIME: Record<string, string> = {
  'app/judge-matches.ts': 'how long a verdict took, for the report',
  'cli/end-signal.ts': 'how long an interrupted command may tidy up',
  'cli/junit-report.ts': 'how long a verdict took, for the report',
  'report/progress.ts': 'how often the terminal is redrawn',
  'launch/container.ts': 'how long the kernel may take to freeze and end what is left',
  'launch/kill-tree.ts': 'how often what was killed is looked for',
  'launch/launch.ts': 'when a program printed and ended, for its trace',
  'launch/left-behind.ts': 'LEFTOVER_GRACE',
  'launch/ask-python.ts': 'how long an interpreter may take to tell its version: exit code 2',
  'launch/real-watch.ts': 'seconds, LATENESS_LOOKS',
  'launch/space.ts': 'how often is looked whether the disk is full: exit code 2',
  'launch/starter.ts': 'how often the process that starts a program is looked at: exit code 2',
  'launch/usage.ts': 'USAGE_LOOKS',
  'launch/wall-time.ts': 'total, until',
  'trace/inbox.ts': 'when to look again without a message',
  'clock/hold.ts': 'how long a deadline is put off beside real waits',
  'clock/idleness.ts': 'IDLE_GRACE',
  'clock/momentary.ts': 'PATIENCE',
  'clock/standard-input.ts': 'how much real time passes while a task reads its input',
  'clock/time-left.ts': 'how long a wait of the program still lasts',
  'clock/virtual.ts': 'cpu, seconds',
};

const TIME = /\bset(?:Timeout|Interval)\b|performance\.now|hrtime|Date\.now|\btimeout: [A-Z]{2}/;

test('no other file of the harness reads the time, or waits', () => {
  const files = readdirSync(HARNESS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const reading = files.filter((file) => TIME.test(codeOf(file)));
  expect(reading.sort()).toEqual(Object.keys(READS_TIME).sort());
});

/** Without comments, and without the patterns by which calls of a port are found. */
function codeOf(file: string): string {
  return readFileSync(join(HARNESS, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replaceAll(/^\s*\w+: \/.*\/,$/gm, '')
    .replaceAll(/'[^'\n]*'/g, "''");
}
