import { basename } from 'node:path';
import type { Progress } from '../verify.ts';
import { beginning, visible } from '../visible.ts';
import type { Styles } from './style.ts';

interface Row {
  since: number;
  state: 'calibrating' | 'running' | 'ended';
  seconds: number;
  last: string;
  /** Runs that have ended. */
  runs: number;
  /** Whether its last run was the no-op twin's. */
  calibrated: boolean;
}

const newRow = (since: number): Row => ({
  since,
  state: 'calibrating',
  seconds: 0,
  last: '',
  runs: 0,
  calibrated: false,
});

/** Characters of a line that are shown: no terminal is as wide. */
const SHOWN = 200;

const nameOf = (program: string) => visible(basename(program));

const FRAME = 200; // milliseconds between redraws

/** Shows what is running, for how long, and what it printed last. Gone when it is closed. */
export async function showProgress(
  stream: NodeJS.WriteStream,
  styles: Styles,
): Promise<{ update: (progress: Progress) => void } & Disposable> {
  // Where nobody looks it need not be loaded, which takes as long as a program that runs.
  const { createLogUpdate } = await import('log-update');
  const draw = createLogUpdate(stream);
  const rows = new Map<string, Row>();
  const now = () => performance.now() / 1000;

  const update = (progress: Progress) => {
    const { program, type } = progress;
    const row = rows.get(program) ?? newRow(now());
    rows.set(program, row);
    if (type === 'line') row.last = visible(beginning(progress.line.text, SHOWN));
    else if (type === 'ended') {
      row.state = 'ended';
      row.runs += 1;
    } else {
      // An exploration runs a program again and again; its time is that of all runs.
      const state = type === 'started' ? 'running' : 'calibrating';
      if (state === 'running' && row.calibrated) row.since = now();
      row.calibrated = state === 'calibrating';
      row.state = state;
    }
  };
  const frame = () => {
    const width = Math.max(...[...rows.keys()].map((program) => nameOf(program).length), 0);
    const text = [...rows].map(([program, row]) => {
      if (row.state !== 'ended') row.seconds = now() - row.since;
      const name = nameOf(program).padEnd(width);
      const runs = row.runs > 1 ? `${row.runs} runs  ` : '';
      const clock = `${row.seconds.toFixed(0).padStart(3)} s  ${runs}`;
      if (row.state === 'ended') return styles.faint(`✔ ${name} ${clock}`);
      const doing = row.state === 'calibrating' ? 'calibrating' : row.last;
      return `… ${name} ${clock}${styles.faint(doing)}`;
    });
    draw(text.join('\n'));
  };
  const timer = setInterval(frame, FRAME);
  return {
    update,
    [Symbol.dispose]() {
      clearInterval(timer);
      draw.clear();
      draw.done();
    },
  };
}
