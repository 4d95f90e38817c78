// @ts-check
// Reports and writes each line, and each part of a line that is written by itself, on its own: by
// console, by the streams of `process`, and by the functions of `fs` on descriptors 1 and 2.
'use strict';

const fs = require('node:fs');
const { isMainThread } = require('node:worker_threads');
const { TEXT, VIRTUAL, gate, writeSync, fstatSync } = require('./channel.cjs');
const { like, replace } = require('./likeness.cjs');

/** @typedef {(chunk: unknown, encoding?: unknown, callback?: unknown) => boolean} Write */

/** Parts of lines that a task reports: as many as a program may print lines. */
const MOST_PIECES = 100_000;

/** This process's id in a text, as a whole number: the key of a draw must not depend on luck. */
const OWN_PID = new RegExp(`(?<![\\d.])${process.pid}(?!\\d|\\.\\d)`, 'g');

/**
 * The line that this task ended last, how many times it has printed that line, and its draws since. A
 * part of a line counts when the line ends: a line in three parts is the same as one at once.
 */
const last = { line: '', times: 0, draws: 0 };
/** How many times it has printed each line. @type {Map<string, number>} */
const printed = new Map();
/** By stream: the line that this task has begun. */
const begun = { stdout: '', stderr: '' };

/** @param {string} text */
function ended(text) {
  const line = text.replaceAll(OWN_PID, '⟨pid⟩');
  const times = (printed.get(line) ?? 0) + 1;
  printed.set(line, times);
  Object.assign(last, { line, times, draws: 0 });
}

/** @param {number} descriptor */
function identity(descriptor) {
  try {
    const { dev, ino } = fstatSync(descriptor);
    return `${dev}:${ino}`;
  } catch {
    return 'closed';
  }
}

/** Which files are the program's own output: its first process finds out and passes it on. */
process.env.LOCKSTEP_STREAMS ??= `${identity(1)},${identity(2)}`;
const streams = process.env.LOCKSTEP_STREAMS.split(',');

/** Whether a descriptor is the program's own output. @param {number} descriptor */
const isProgramsOwn = (descriptor) => identity(descriptor) === streams[descriptor - 1];

/** An output descriptor of this task: takes bytes, and gives lines and parts of lines to `put`. */
class Sink {
  /** @param {1 | 2} descriptor */
  constructor(descriptor) {
    this.descriptor = descriptor;
    /** @type {'stdout' | 'stderr'} */
    this.name = descriptor === 1 ? 'stdout' : 'stderr';
    this.pieces = 0;
  }

  /**
   * @param {Buffer} data
   * @param {(line: Uint8Array) => void} put
   */
  feed(data, put) {
    let from = 0;
    for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10, from)) {
      this.report('line', data.subarray(from, end));
      put(data.subarray(from, end + 1));
      from = end + 1;
    }
    if (from === data.length) return;
    const rest = Buffer.from(data.subarray(from)); // A copy: the program may change its own.
    this.report('text', rest);
    put(rest);
  }

  /** @param {'line' | 'text'} event @param {Buffer} data without a line end */
  report(event, data) {
    if (!isProgramsOwn(this.descriptor)) return;
    if (event === 'text') this.pieces += 1;
    if (event === 'text' && this.pieces > MOST_PIECES) return;
    const text = data.toString('utf8', 0, 4 * TEXT).slice(0, TEXT);
    gate(event, { stream: this.name, text, bytes: data.length });
    const line = (begun[this.name] + text).slice(0, TEXT);
    begun[this.name] = event === 'line' ? '' : line;
    if (event === 'line') ended(line);
  }
}

const sinks = [new Sink(1), new Sink(2)];

/**
 * @param {number} descriptor
 * @param {Uint8Array} data
 */
function write(descriptor, data) {
  for (let written = 0; written < data.length; ) {
    try {
      written += writeSync(descriptor, data, written);
    } catch (error) {
      // The pipe is full, and another program that shares it made it non-blocking.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EAGAIN') throw error;
    }
  }
}

/**
 * @param {unknown} chunk
 * @param {unknown} encoding
 */
function bytes(chunk, encoding) {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk, /** @type {BufferEncoding} */ (encoding ?? 'utf8'));
  }
  return ArrayBuffer.isView(chunk)
    ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    : Buffer.from(String(chunk));
}

/** By name of a stream that the program has asked for: how Node writes to it. @type {Record<string, Write>} */
const originals = {};

/** The streams of this Worker that its parent reads itself. */
const piped = isMainThread ? '' : (process.env.LOCKSTEP_PIPED ?? '');

/**
 * @param {NodeJS.WriteStream} stream
 * @param {Sink} sink
 */
function ownStream(stream, sink) {
  const original = /** @type {Write} */ (stream.write.bind(stream));
  originals[sink.name] = original;
  if (piped.includes(sink.name)) return;
  // Node writes a long line, and every line of a Worker, in its event loop, which may stand still at a
  // gate. So under the virtual clock a line is written at once.
  const put = VIRTUAL ? (/** @type {Uint8Array} */ line) => write(sink.descriptor, line) : original;
  /** @type {Write} */
  const own = (chunk, encoding, callback) => {
    const done = typeof encoding === 'function' ? encoding : callback;
    const coding = /** @type {BufferEncoding | undefined} */ (
      typeof encoding === 'string' ? encoding : undefined
    );
    if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
      return original(chunk, coding, done);
    let ready = true;
    sink.feed(bytes(chunk, coding), (line) => {
      ready = put(line) !== false;
    });
    if (typeof done === 'function') process.nextTick(done);
    return ready;
  };
  Object.defineProperty(stream, 'write', {
    configurable: true,
    enumerable: false,
    writable: true,
    value: like(stream.write, own),
  });
}

/**
 * Let out what a Worker printed: the Worker itself has reported it.
 * @param {'stdout' | 'stderr'} name
 * @param {import('node:stream').Readable} source
 */
function forward(name, source) {
  const stream = process[name];
  source.unpipe(stream);
  source.on('data', (chunk) => originals[name]?.(chunk));
  source.resume(); // Without a pipe it is paused.
}

/** Change a stream when the program first asks for it: creating it takes time. */
function ownLazily(/** @type {'stdout' | 'stderr'} */ name, /** @type {Sink} */ sink) {
  let isOwned = false;
  replace(process, name, (get) => () => {
    const stream = get();
    if (!isOwned) {
      isOwned = true;
      ownStream(stream, sink);
    }
    return stream;
  });
}

/** @param {unknown} descriptor */
const sinkOf = (descriptor) =>
  sinks.find((sink) => sink.descriptor === descriptor && isProgramsOwn(sink.descriptor));

function ownDescriptors() {
  replace(fs, 'writeSync', (real) => (descriptor, data, ...rest) => {
    const sink = sinkOf(descriptor);
    if (sink === undefined) return real(descriptor, data, ...rest);
    const part = portion(data, rest);
    sink.feed(part, (line) => write(sink.descriptor, line));
    return part.length;
  });
  replace(fs, 'write', (real) => (descriptor, data, ...rest) => {
    const sink = sinkOf(descriptor);
    if (sink === undefined) return real(descriptor, data, ...rest);
    const part = portion(data, rest);
    sink.feed(part, (line) => write(sink.descriptor, line));
    const done = rest.at(-1);
    if (typeof done === 'function') setImmediate(() => done(null, part.length, data));
  });
  for (const name of ['writeFileSync', 'appendFileSync']) {
    replace(fs, name, (real) => (target, data, options) => {
      const sink = sinkOf(target);
      if (sink === undefined) return real(target, data, options);
      const coding = typeof options === 'string' ? options : options?.encoding;
      sink.feed(bytes(data, coding), (line) => write(sink.descriptor, line));
    });
  }
}

/**
 * The part of `data` that fs.writeSync(descriptor, data, ...rest) means.
 * @param {unknown} data
 * @param {any[]} rest
 */
function portion(data, rest) {
  if (typeof data === 'string')
    return bytes(data, typeof rest[1] === 'string' ? rest[1] : undefined);
  const whole = bytes(data, undefined);
  const options = typeof rest[0] === 'object' && rest[0] !== null ? rest[0] : undefined;
  const offset = options?.offset ?? (typeof rest[0] === 'number' ? rest[0] : 0);
  const length = options?.length ?? (typeof rest[1] === 'number' ? rest[1] : whole.length - offset);
  return whole.subarray(offset, offset + length);
}

function install() {
  ownLazily('stdout', /** @type {Sink} */ (sinks[0]));
  ownLazily('stderr', /** @type {Sink} */ (sinks[1]));
  ownDescriptors();
}

module.exports = { install, forward, isProgramsOwn, last };
