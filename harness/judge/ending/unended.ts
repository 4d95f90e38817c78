import type { Trace } from '../../trace/trace.ts';
import { printing } from '../output/line-text.ts';
import { numberless } from '../output/match-lines.ts';
import { endingText, type Look, linesOf, sleepsOf } from '../subject.ts';

interface Unended {
  sentence: string;
  look?: Look;
}

const LOOK_AT_LIFE: Look = {
  sentence: 'what is opened and never closed: a timer, a server, a channel, a listener',
  find: { calls: ['timer'] },
};

/** What a program does that comes to no end of its own, and what to look at. */
export function unended(trace: Trace, original: Trace): Unended {
  const { kind } = trace.ending;
  const text = endingText(trace.ending, seconds(trace));
  const [own, all] = [trace, original].map((each) =>
    linesOf(each).filter(({ stream }) => stream === 'stdout'),
  ) as [ReturnType<typeof linesOf>, ReturnType<typeof linesOf>];
  const nested = tooDeep(trace, original);
  if (nested !== undefined) {
    return {
      sentence: `${text}. ${nested} was started by a task that should start none: does each run main again? Guard it by \`if (import.meta.main)\``,
      look: { sentence: 'what starts tasks, and what runs it', find: { calls: ['start'] } },
    };
  }
  if (kind === 'endless instant' && own.length > 10 * all.length + 100) {
    return {
      sentence: `prints without end: ${own.length} lines at one instant. Nothing else can happen meanwhile: does it wait for that?`,
      look: {
        sentence: 'the loop that prints it: what it waits for comes only when it lets go (`await`)',
        find: printing(own.at(-1)),
      },
    };
  }
  if (kind === 'spinning' || kind === 'endless instant') {
    return {
      sentence: `${text}. Does a loop wait for what cannot happen meanwhile?`,
      look: {
        sentence: 'loops: one that asks again and again lets nothing else go on; `await` an event',
        find: { calls: ['loop'] },
      },
    };
  }
  if (kind === 'too much output') {
    return {
      sentence: text,
      look: {
        sentence: 'the loop that prints this: what ends it?',
        find: printing(own.at(-1)),
      },
    };
  }
  if (kind === 'too many processes') {
    return {
      sentence: text,
      look: {
        sentence: 'what starts processes: a child runs the file again, and must not start any',
        find: { calls: ['start'] },
      },
    };
  }
  if (kind === 'too much time') return ticking(trace, original);
  if (kind === 'timed out' || kind === 'deadlock' || kind === 'idle') {
    const last = numberless(all.at(-1)?.text ?? '');
    const isComplete =
      own.length >= all.length && own.some(({ text }) => numberless(text) === last);
    if (trace !== original && isComplete) {
      const limit = kind === 'timed out' ? seconds(trace) : undefined;
      const within = limit === undefined ? '' : ` within ${limit}`;
      return {
        sentence: `lingers: it did not end after its last line${within}. What keeps it alive: a timer, a server, a channel?`,
        look: LOOK_AT_LIFE,
      };
    }
    if (kind === 'deadlock') return deadlock(trace, text);
    if (kind === 'idle')
      return { sentence: `${text}: ${trace.ending.detail?.[0]}`, look: LOOK_AT_LIFE };
  }
  if (kind === 'killed' && /KILL|TERM|INT/.test(trace.ending.signal ?? '')) {
    return { sentence: `${text}: by itself, or from outside; then run it again` };
  }
  return { sentence: text };
}

/** A task that was started by one that starts none in the original. */
function tooDeep(trace: Trace, original: Trace): string | undefined {
  const parents = new Set(original.tasks.map(({ parent }) => parent));
  return trace.tasks.find(({ parent }) => parent !== 'main' && !parents.has(parent))?.id;
}

/** It wakes again and again when its original has long ended. */
function ticking(trace: Trace, original: Trace): Unended {
  const last = sleepsOf(trace).at(-1);
  const ticks = last === undefined ? 'it' : `a timer of ${last.task} (${last.seconds} s)`;
  const [now, end] = [trace, original].map(({ ending }) => ending.time.toFixed(2));
  return {
    sentence: `never ends: ${ticks} still ticks at ${now} s of its time; the original ended at ${end} s. Is a clearInterval missing?`,
    look: {
      sentence: 'timers that set themselves again: setInterval, a setTimeout in its own callback',
      find: { calls: ['timer'] },
    },
  };
}

/** Who waits in a deadlock, and for what. */
function deadlock({ ending }: Trace, text: string): Unended {
  const blocked = ending.detail ?? [];
  // Who waits for a lock keeps the others waiting for it.
  const locked = blocked.filter((line) => /a lock, a join/.test(line));
  const isLock = locked.length > 0;
  const those = isLock ? locked : blocked;
  const who = [...new Set(those.map((line) => line.split(' ')[0] as string))];
  const waits = who.length === 0 ? '' : `. ${list(who)} ${who.length === 1 ? 'waits' : 'wait'}`;
  const what = isLock
    ? ' for something that never happens: is a release, a notify or a put missing?'
    : ' for something that nobody sends: is a message, a sentinel, a close or a release missing?';
  return {
    sentence: waits === '' ? text : `${text}${waits}${what}`,
    look: {
      sentence: 'what each of these waits for, and who should do it: put, send, close, release',
      find: { calls: isLock ? ['lock', 'message'] : ['message'] },
    },
  };
}

function list(names: readonly string[]): string {
  const last = names.at(-1) as string;
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Under the virtual clock it says nothing of how long one waited. */
const seconds = ({ clock, ending }: Trace) =>
  clock === 'real' ? `${ending.time.toFixed(0)} s` : undefined;
