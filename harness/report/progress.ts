import { basename } from 'node:path';
import { createLogUpdate } from 'log-update';
import type { Progress } from '../verify.ts';
import type { Styles } from './style.ts';

interface Row {
  since: number;
  state: 'calibrating' | 'running' | 'ended';
  seconds: number;
  last: string;
}

const FRAME = 200; // milliseconds between redraws

/** Shows what is running, for how long, and what it printed last. Gone when it is closed. */
export function showProgress(
  stream: NodeJS.WriteStream,
  styles: Styles,
): { update: (progress: Progress) => void } & Disposable {
  const draw = createLogUpdate(stream);
  const rows = new Map<string, Row>();
  const now = () => performance.now() / 1000;

  const update = (progress: Progress) => {
    const { program, type } = progress;
    const row = rows.get(program) ?? { since: now(), state: 'calibrating', seconds: 0, last: '' };
    if (type === 'line') row.last = progress.line.text;
    else if (type === 'ended') row.state = 'ended';
    else {
      row.state = type === 'started' ? 'running' : 'calibrating';
      row.since = now();
    }
    rows.set(program, row);
  };
  const frame = () => {
    const width = Math.max(...[...rows.keys()].map((program) => basename(program).length), 0);
    const text = [...rows].map(([program, row]) => {
      if (row.state !== 'ended') row.seconds = now() - row.since;
      const name = basename(program).padEnd(width);
      const clock = `${row.seconds.toFixed(0).padStart(3)} s`;
      if (row.state === 'ended') return styles.faint(`✔ ${name} ${clock}`);
      return `… ${name} ${clock}  ${styles.faint(row.state === 'calibrating' ? 'calibrating' : row.last.slice(0, 200))}`;
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
