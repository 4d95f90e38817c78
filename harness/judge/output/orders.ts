import type { Exploration } from '../../explore/exploration.ts';
import { speech } from '../../trace/speech.ts';
import type { Trace } from '../../trace/trace.ts';
import { againText } from '../again.ts';
import { type Check, linesOf } from '../subject.ts';
import { excerpt, printing } from './line-text.ts';

/** Both programs of a pair in every order in which they were found to speak. */
export interface Orders {
  original: Exploration;
  port: Exploration;
}

/**
 * The two sets of traces are equal; or the port refines the original (it never does something
 * that the original may), or violates it (it does something that the original cannot).
 *
 * What one of them was not seen to do, and was not tried in all its orders, is doubtful.
 *
 * @param idiomatic the port may refine the original: one thread begins all in one order
 */
export function judgeOrders({ original, port }: Orders, idiomatic = false): Check {
  const only = (these: Exploration, those: Exploration) =>
    [...these.traces].flatMap(([key, trace]) => (those.traces.has(key) ? [] : [trace]));
  const [excess] = only(port, original);
  const [lack] = only(original, port);
  const told = coverage({ original, port });
  if (excess !== undefined) {
    return {
      ok: false,
      basis: 'time',
      sentence: `violates the original: the port can speak in an order in which the original cannot (${told})`,
      ...(!original.exhaustive && { doubtful: true }),
      ...witness(excess, 'port', [...original.traces.values()]),
    };
  }
  if (lack !== undefined && idiomatic) {
    const [few, many] = [port.traces.size, original.traces.size];
    return { ok: true, sentence: `speaks in ${few} of the original’s ${many} orders (${told})` };
  }
  if (lack !== undefined) {
    return {
      ok: false,
      basis: 'time',
      sentence: `refines the original: the port never speaks in an order in which the original may (${told})`,
      ...(!port.exhaustive && { doubtful: true }),
      ...witness(lack, 'original', [...port.traces.values()]),
    };
  }
  const number = original.traces.size;
  return {
    ok: true,
    sentence: `the same ${number === 1 ? 'one order' : `${number} orders`} of lines (${told})`,
  };
}

/**
 * Why a set of orders cannot be relied on to be whole; nothing where it can. The estimate may be too
 * low: twice as many runs are proposed.
 */
export function doubtsOfSample({ original, port }: Orders): string[] {
  return Object.entries({ original, port }).flatMap(([name, { exhaustive, runs, estimate }]) =>
    exhaustive
      ? []
      : [
          `only ${runs} of about ${estimate} schedules of the ${name} were tried (--runs ${2 * estimate} may try all)`,
        ],
  );
}

/** How much was tried: `exhaustive: 20 of 20 schedules`, `sampled: 200 of about 3 400`. */
export function coverage({ original, port }: Orders): string {
  const [one, other] = [original, port].map(
    ({ exhaustive, runs, estimate }) =>
      `${exhaustive ? 'exhaustive' : 'sampled'}: ${runs} of ${exhaustive ? '' : 'about '}${estimate.toLocaleString('en').replaceAll(',', ' ')}`,
  );
  const both = one === other ? `${one} schedules` : `${one} schedules; port: ${other}`;
  return `${both}, one line = one step`;
}

/** A trace that the other program has not, from where it parts from the nearest that it has. */
function witness(
  trace: Trace,
  owner: 'original' | 'port',
  others: readonly Trace[],
): Pick<Check, 'evidence' | 'look'> {
  const own = speech(trace).split('\n');
  const common = (other: string[]) => {
    const at = own.findIndex((line, index) => line !== other[index]);
    return at === -1 ? own.length : at;
  };
  const nearest = others
    .map((other) => speech(other).split('\n'))
    .reduce<string[]>((best, other) => (common(other) > common(best) ? other : best), []);
  const parts = common(nearest);
  const lines = linesOf(trace);
  const shown = lines.map(({ time, task, text }, index) => {
    const mark = index === parts ? '>' : ' ';
    return `${mark} ${time.toFixed(2)} s ${task}: ${text}`;
  });
  const ending = trace.ending.kind === 'exited' ? [] : [`  ends in: ${trace.ending.kind}`];
  const evidence = [
    `only the ${owner} speaks so, from > on no other way that the ${owner === 'port' ? 'original' : 'port'} has:`,
    ...shown,
    ...ending,
    againText(trace),
  ];
  const line = lines[parts];
  if (line === undefined) return { evidence };
  const find = printing(line);
  const sentence =
    owner === 'port'
      ? `what prints “${excerpt(line)}”: what should it wait for?`
      : `what prints “${excerpt(line)}”: what does it wait for that the original does not?`;
  return { evidence, look: { sentence, find } };
}
