import type { Message } from './messages.ts';

type Fits = (value: unknown) => boolean;

/** The longest wait, in seconds (31 years): longer and infinite waits count as this one. */
const ENDLESS = 1e9;

/** The latest time of the monotonic clock, in nanoseconds: 31 years, too. */
const LATEST = 1e18;

/** A process id and the number of a thread in it, each of ten digits at most. */
const ADDRESS = /^[1-9]\d{0,9}:\d{1,10}$/;

/** The numbers of signals (signal(7)). */
const LAST_SIGNAL = 64;

const isText: Fits = (value) => typeof value === 'string';
const isFlag: Fits = (value) => typeof value === 'boolean';
const isNumber: Fits = (value) => typeof value === 'number';
/** Any exit code or wait status: Python lets a program ask for one of any size. */
const isWhole: Fits = (value) => Number.isInteger(value);
const isCount: Fits = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isAddress: Fits = (value) => typeof value === 'string' && ADDRESS.test(value);
const isTime: Fits = (value) => typeof value === 'number' && value >= -LATEST && value <= LATEST;
const isDraw: Fits = (value) => typeof value === 'number' && value >= 0 && value < 1;
const isSignal: Fits = (value) =>
  Number.isInteger(value) && (value as number) > 0 && (value as number) <= LAST_SIGNAL;
/** One row of a file of draws. */
const isKey: Fits = (value) => typeof value === 'string' && !value.includes('\n');
const one =
  (...values: readonly unknown[]): Fits =>
  (value) =>
    values.includes(value);
const orNull =
  (fits: Fits): Fits =>
  (value) =>
    value === null || fits(value);
const maybe =
  (fits: Fits): Fits =>
  (value) =>
    value === undefined || fits(value);

const isKind = one('process', 'thread');
const isStream = one('stdout', 'stderr');
const isUnowned = one('sets file time', 'reads file time', 'waits in unknown memory');
const isSilent = one(undefined, true);

type Shape = readonly (readonly [name: string, fits: Fits])[];
type Fields<Event> = Record<Exclude<keyof Event, keyof Common>, Fits>;
type Common = Pick<Message, 'at' | 'from' | 'gate' | 'event'>;

/** The fields that each message must have. Other fields are ignored. */
const FIELDS: { [Event in Message['event']]: Fields<Extract<Message, { event: Event }>> } = {
  hello: { kind: isKind, language: isText, parent: isCount, thread: orNull(isCount) },
  create: {
    ...{ child: isAddress, kind: isKind, command: orNull(isText) },
    ...{ where: maybe(orNull(isText)), helper: maybe(isFlag), over: maybe(isFlag) },
  },
  leave: {},
  line: { stream: isStream, text: isText, bytes: isCount },
  text: { stream: isStream, text: isText, bytes: isCount, by: maybe(isAddress) },
  input: { where: orNull(isText) },
  sleep: { id: isCount, seconds: isNumber },
  wake: { id: isCount },
  wait: { id: isCount, seconds: isNumber, silent: isSilent, outside: maybe(isText) },
  resume: { id: isCount, timedOut: isFlag, silent: isSilent },
  timer: {
    ...{ id: isCount, seconds: isNumber, rest: maybe(isNumber), bell: isCount },
    ...{ waits: maybe(isFlag), signal: maybe(isSignal), idle: maybe(isFlag) },
  },
  cancel: { id: isCount },
  poll: { id: isCount, yields: isFlag, rest: maybe(isNumber), busy: maybe(isFlag) },
  withdraw: { sleep: orNull(isCount) },
  foreign: { command: isText },
  outside: { peer: isText, open: isFlag },
  unowned: { what: isUnowned, where: orNull(isText) },
  alarm: { by: isText, where: orNull(isText) },
  dismiss: { child: isAddress },
  draw: { key: isKey, value: isDraw },
  seeded: { where: orNull(isText) },
  listen: { name: isText, where: orNull(isText) },
  fail: {},
  end: { code: orNull(isWhole) },
  reap: {
    ...{ child: isAddress, status: maybe(isWhole) },
    ...{ code: maybe(orNull(isWhole)), signal: maybe(orNull(isText)) },
  },
};

const SHAPES = new Map<unknown, Shape>(
  Object.entries(FIELDS).map(([event, fields]) => [event, Object.entries(fields)]),
);

/**
 * The value as a message; undefined if its fields are not those of one. A port can write anything
 * into the file of its messages, and nothing checks them later.
 *
 * @param isGate whether a gate or a bell has been given to a task
 */
export function asMessage(value: unknown, isGate: (gate: number) => boolean): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const message = value as Record<string, unknown>;
  const { at, from, gate, event, bell } = message;
  const shape = SHAPES.get(event);
  if (shape === undefined || !isTime(at) || !isAddress(from)) return undefined;
  for (const [name, fits] of shape) if (!fits(message[name])) return undefined;
  if (gate !== undefined && !(isCount(gate) && isGate(gate as number))) return undefined;
  if (event === 'withdraw' && gate === undefined) return undefined;
  if (event === 'timer' && !isGate(bell as number)) return undefined;
  for (const name of ['seconds', 'rest']) {
    const seconds = message[name];
    if (typeof seconds === 'number') message[name] = Math.max(-ENDLESS, Math.min(ENDLESS, seconds));
  }
  return message as Message;
}
