import { describe, expect, test } from 'vitest';
import { speech } from '../../../harness/trace/speech.ts';
import { spokenLines } from '../../../harness/trace/spoken.ts';
import type { Stream, TextEvent, Trace, TraceEvent } from '../../../harness/trace/trace.ts';
import { line, slept, traceOf } from '../../support/traces.ts';

const text = (time: number, task: string, said: string, stream: Stream = 'stdout'): TextEvent => ({
  time,
  task,
  type: 'text',
  stream,
  text: said,
});

/** `1 main: text…`: the dots stand for a line that goes on. */
const told = (events: (TraceEvent | TraceEvent[])[], clock: Trace['clock'] = 'virtual') =>
  spokenLines(traceOf(events, { clock })).map(
    ({ time, task, text, flaw }) =>
      `${time} ${task}: ${text}${flaw === 'no line end' ? '…' : flaw === undefined ? '' : ` (${flaw})`}`,
  );

describe('a line in pieces', () => {
  test('is one line if nothing came between', () => {
    const pieces = [text(1, 'main', 'a'), text(1, 'main', 'b'), line(1, 'main', 'c')];
    expect(told(pieces)).toEqual(['1 main: abc']);
    expect(speech(traceOf(pieces, { clock: 'virtual' }))).toBe('1.00 stdout abc');
  });

  test('stays in pieces if time passed', () => {
    expect(told([text(1, 'main', 'a'), line(2, 'main', 'b')])).toEqual(['1 main: a…', '2 main: b']);
  });

  test('stays in pieces if another task wrote between', () => {
    const pieces = [text(1, 'main', 'a'), line(1, 'main.1', 'x'), line(1, 'main', 'b')];
    expect(told(pieces)).toEqual(['1 main: a…', '1 main.1: x', '1 main: b']);
  });

  test('stays in pieces if the other stream was written to between', () => {
    const pieces = [text(1, 'main', 'a'), line(1, 'main', 'x', 'stderr'), line(1, 'main', 'b')];
    expect(told(pieces)).toHaveLength(3);
  });

  test('differs from the whole line if it goes on later', () => {
    const whole = traceOf([line(1, 'main', 'a')]);
    const part = traceOf([text(1, 'main', 'a')]);
    expect(speech(part)).not.toBe(speech(whole));
  });

  test('is one line under the real clock if its task did not pause, whoever wrote between', () => {
    const pieces = [text(1, 'main', 'a'), line(1.01, 'main.1', 'x'), line(1.02, 'main', 'b')];
    expect(told(pieces, 'real')).toEqual(['1 main: ab', '1.01 main.1: x']);
  });

  test('stays in pieces under the real clock if its task slept, or took long', () => {
    const asleep = [text(1, 'main', 'a'), slept(1, 'main', 0.1), line(1.1, 'main', 'b')];
    expect(told(asleep, 'real')).toEqual(['1 main: a…', '1.1 main: b']);
    expect(told([text(1, 'main', 'a'), line(3, 'main', 'b')], 'real')).toHaveLength(2);
  });

  test('ends in a carriage return only if the line does', () => {
    const flawed = told([text(1, 'main', 'a'), line(1, 'main', '\r')]);
    expect(flawed).toEqual(['1 main: a\r (carriage return)']);
  });
});

describe('a progress bar', () => {
  const states = [text(0, 'main', '0 %'), text(1, 'main', '\r50 %'), text(2, 'main', '\r100 %')];

  test('is compared by its states, wherever its carriage returns are', () => {
    const before = [text(0, 'main', '\r0 %'), ...states.slice(1), line(3, 'main', '')];
    const behind = [
      text(0, 'main', '0 %\r'),
      text(1, 'main', '50 %\r'),
      text(2, 'main', '100 %\r'),
      line(3, 'main', ''),
    ];
    expect(told(behind)).toEqual(told(before));
    expect(told(before)).toEqual([
      '0 main: 0 %…',
      '1 main: \r50 %…',
      '2 main: \r100 %…',
      '3 main: ',
    ]);
  });

  test('differs without its carriage returns', () => {
    const on = states.map((state) => ({ ...state, text: state.text.replace('\r', '') }));
    expect(told(on)).not.toEqual(told(states));
  });

  test('is the same in pieces as at once', () => {
    const pieces = [text(0, 'main', '0 %'), text(1, 'main', '\r'), text(1, 'main', '50 %')];
    expect(told(pieces)).toEqual(told(states.slice(0, 2)));
  });

  test('begins anew on the next line', () => {
    const two = [text(0, 'main', '9\r'), line(1, 'main', ''), text(2, 'main', '\r1')];
    expect(told(two)).toEqual(['0 main: 9…', '1 main: ', '2 main: 1…']);
  });
});
