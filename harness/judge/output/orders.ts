import type { Exploration } from '../../explore/exploration.ts';
import type { Coverage } from '../../messages/evidence/values.ts';
import { type Text, text } from '../../messages/text.ts';
import { speech } from '../../trace/speech.ts';
import { spokenLines } from '../../trace/spoken.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Check, Witness } from '../check.ts';
import { type Detector, detect } from '../detector.ts';
import { failed } from '../failed.ts';
import { excerpt, textsOf } from './line-text.ts';

/** Both programs of a pair in every order in which they were found to speak. */
export interface Orders {
  original: Exploration;
  port: Exploration;
}

type Program = keyof Orders;

const otherThan = (program: Program): Program => (program === 'port' ? 'original' : 'port');

/** An order that only one program has. */
const orderOf = (
  id: 'impossible-order' | 'order-never-occurs',
  owner: Program,
): Detector<Orders> => ({
  id,
  find(orders) {
    const witness = witnessOf(orders, owner);
    if (witness === undefined) return undefined;
    const line = lineAt(witness);
    return { line: line ? excerpt(line) : '', coverage: coverageOf(orders) };
  },
  clues(orders) {
    const witness = witnessOf(orders, owner);
    return { lines: textsOf(witness && lineAt(witness)) };
  },
  basis: 'time',
});

/** The port does something that the original cannot; or never does something that it may. */
export const ORDERS_DETECTORS: readonly Detector<Orders>[] = [
  orderOf('impossible-order', 'port'),
  orderOf('order-never-occurs', 'original'),
];

/**
 * The two sets of traces are equal; or the port violates the original, or refines it.
 *
 * What one of them was not seen to do, and was not tried in all its orders, is doubtful.
 *
 * @param idiomatic the port may refine the original: one thread begins all in one order
 */
export function judgeOrders(orders: Orders, idiomatic = false): Check {
  const findings = detect(idiomatic ? ORDERS_DETECTORS.slice(0, 1) : ORDERS_DETECTORS, orders);
  const [finding] = findings;
  if (finding === undefined) {
    const [few, many] = [orders.port.traces.size, orders.original.traces.size];
    return { ok: true, sentence: text('sameOrders', few, many, coverageOf(orders)) };
  }
  const owner = finding.mistake.id === 'impossible-order' ? 'port' : 'original';
  const isDoubtful = !orders[otherThan(owner)].exhaustive;
  return { ...failed(findings, witnessOf(orders, owner)), ...(isDoubtful && { doubtful: true }) };
}

const tried = ({ exhaustive, runs, estimate }: Exploration) => ({ exhaustive, runs, estimate });

export const coverageOf = ({ original, port }: Orders): Coverage => ({
  original: tried(original),
  port: tried(port),
});

/**
 * Why a set of orders cannot be relied on to be whole; nothing where it can. The estimate may be too
 * low: twice as many runs are proposed.
 */
export function doubtsOfSample(orders: Orders): Text[] {
  return (['original', 'port'] as const).flatMap((program) => {
    const { exhaustive, runs, estimate } = orders[program];
    return exhaustive ? [] : [text('partlyTried', program, runs, estimate)];
  });
}

/** A trace that the other program has not, and where it parts from the nearest it has. */
function witnessOf(orders: Orders, owner: Program): Witness | undefined {
  const others = orders[otherThan(owner)].traces;
  const trace = [...orders[owner].traces].find(([key]) => !others.has(key))?.[1];
  if (trace === undefined) return undefined;
  const own = speech(trace).split('\n');
  const common = (other: Trace) => {
    const lines = speech(other).split('\n');
    const at = own.findIndex((line, index) => line !== lines[index]);
    return at === -1 ? own.length : at;
  };
  const at = Math.max(0, ...[...others.values()].map(common));
  return { owner, trace, at };
}

/** The line where a witness parts; none where only its ending is another. */
const lineAt = ({ trace, at }: Witness) => spokenLines(trace)[at];
