import type { Progress } from '../app/programs.ts';
import { beginning, visible } from '../visible.ts';
import type { Look } from './look.ts';

interface Row {
  since: number;
  state: 'calibrating' | 'running' | 'passed' | 'failed';
  trial: Progress['trial'];
  seconds: number;
  last: string;
  /** Since when nothing else has been told: who computes. */
  computing?: string | undefined;
  /** Runs that have ended. */
  runs: number;
}

/** Characters of a line that are shown: no terminal is as wide. */
const SHOWN = 200;

const FRAME = 200; // milliseconds between redraws

/** Shows what is running, for how long, and what it printed last. Gone when it is closed. */
export async function showProgress(
  stream: NodeJS.WriteStream,
  { messages: { report }, styles }: Look,
): Promise<{ update: (progress: Progress) => void } & Disposable> {
  // Where nobody looks it need not be loaded, which takes as long as a program that runs.
  const { createLogUpdate } = await import('log-update');
  const draw = createLogUpdate(stream);
  const rows = new Map<string, Row>();
  const now = () => performance.now() / 1000;

  const update = (progress: Progress) => {
    const { trial, type } = progress;
    const what = visible(progress.what);
    const row = rows.get(what) ?? newRow(now());
    rows.set(what, row);
    row.computing = undefined;
    if (trial !== undefined) row.trial = trial;
    if (type === 'line') row.last = visible(beginning(progress.line.text, SHOWN));
    else if (type === 'computing') {
      row.computing = report.computing(visible(progress.task), progress.seconds);
    } else if (type === 'ended') row.runs += 1;
    else if (type === 'judged') row.state = progress.ok ? 'passed' : 'failed';
    else row.state = type === 'started' ? 'running' : 'calibrating';
  };
  const frame = () => {
    const width = Math.max(...[...rows.keys()].map((what) => what.length), 0);
    const text = [...rows].map(([what, row]) => {
      const isOver = row.state === 'passed' || row.state === 'failed';
      if (!isOver) row.seconds = now() - row.since;
      const name = what.padEnd(width);
      const runs = row.runs > 1 ? `${report.runs(row.runs)}  ` : '';
      const clock = `${row.seconds.toFixed(0).padStart(3)} s  ${runs}`;
      if (isOver) return styles.faint(`${row.state === 'passed' ? '✔' : '✘'} ${name} ${clock}`);
      const trial = row.trial === undefined ? '' : `${report.trials[row.trial]}  `;
      const doing = row.computing ?? (row.state === 'calibrating' ? report.calibrating : row.last);
      return `… ${name} ${clock}${trial}${styles.faint(doing)}`;
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

const newRow = (since: number): Row => ({
  since,
  state: 'calibrating',
  trial: undefined,
  seconds: 0,
  last: '',
  runs: 0,
});
