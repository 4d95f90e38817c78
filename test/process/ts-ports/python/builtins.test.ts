import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { format } from '../../../../ts-ports/python/builtins.ts';
import { askPython, fixture, TEST_LIMIT } from '../../../support/run-program.ts';

vi.setConfig({ testTimeout: TEST_LIMIT });

const SPECS = ['%.0f', '%.1f', '%.2f', '%.3f', '%.6f', '%.17f', '%.20f', '%d', '%s'];

// Numbers are sent as text, since JSON has neither -0 nor nan. For %s a whole number is an int.
const ASK = `
import json, sys

def show(spec, value):
    try:
        return spec % (int(value) if spec == '%s' and value.is_integer() else value)
    except (ValueError, OverflowError):
        return 'refused'

question = json.load(sys.stdin)
print(json.dumps([[show(spec, float(text)) for spec in question['specs']] for text in question['values']]))
`;

const asText = (value: number) => (Object.is(value, -0) ? '-0' : String(value));

function inPython(values: number[], specs = SPECS) {
  return askPython(ASK, { specs, values: values.map(asText) });
}

function inTypeScript(values: number[], formatter: typeof format = format, specs = SPECS) {
  const show = (spec: string, value: number) => {
    try {
      return formatter(spec, value);
    } catch {
      return 'refused';
    }
  };
  return values.map((value) => specs.map((spec) => show(spec, value)));
}

/** The obvious way, which is right for most numbers. */
const naiveFormat = (spec: string, value: string | number) =>
  spec.endsWith('f') ? Number(value).toFixed(Number(spec[2])) : format(spec, value);

/** Exactly between two results for one of the specs: an odd number of halves, quarters, … */
const tie = fc
  .tuple(fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: 1, max: 20 }))
  .map(([k, power]) => (2 * k + 1) / 2 ** power);
const duration = fc.integer({ min: 0, max: 300_000 }).map((k) => k / 10_000);
const whole = fc.integer().map((k) => k * 1e9);
const number = fc.oneof(fc.double(), tie, duration, whole);

test('format writes numbers as Python does', () => {
  const values = fc.array(number, { minLength: 1000, maxLength: 2000, size: 'max' });
  fc.assert(
    fc.property(values, (numbers) => {
      expect(inTypeScript(numbers)).toEqual(inPython(numbers));
    }),
    { numRuns: 3, endOnFailure: true },
  );
});

test('format writes exact ties and the ends of the range as Python does', () => {
  const numbers = [
    ...[0.5, 1.5, 2.5, 0.125, 0.375, 0.625, 2.675, 1.005, 0.0625, 0.1875, 7.0034, 10.0049],
    ...[0, 5e-324, 1e-5, 1e-4, 9.999e-5, 0.1, 123456789.123, 1e15, 1e16, 2 ** 53, 2 ** 53 + 2],
    ...[999999999999999900000, 1e21, 1.5e21, 1e22, 1e23, 1.7976931348623157e308],
    ...[Number.NaN, Number.POSITIVE_INFINITY, 2 ** -21, 3 * 2 ** -21, 2 ** -1074 * 3],
  ];
  const all = [...numbers, ...numbers.map((value) => -value)];
  expect(inTypeScript(all)).toEqual(inPython(all));
});

test('a format by toFixed alone is found to be wrong', () => {
  expect((0.125).toFixed(2)).toBe('0.13');
  expect(inPython([0.125], ['%.2f'])).toEqual([['0.12']]);

  const rightForTies = (formatter: typeof format) =>
    fc.check(
      fc.property(fc.array(tie, { minLength: 200, maxLength: 200 }), (ties) => {
        const specs = ['%.2f', '%.3f'];
        expect(inTypeScript(ties, formatter, specs)).toEqual(inPython(ties, specs));
      }),
      { numRuns: 1, endOnFailure: true },
    );
  expect(rightForTies(naiveFormat).failed).toBe(true);
  expect(rightForTies(format).failed).toBe(false);
});

test.each([
  ['%s下载完成! 耗费了%d秒', ['Peking Hot.avi', 7], 'Peking Hot.avi下载完成! 耗费了7秒'],
  ['总共耗费了%.2f秒.', [7.0034], '总共耗费了7.00秒.'],
  ['%d%%', [-3.9], '-3%'],
  ['%s', ['%d $& %%'], '%d $& %%'],
  ['%.2f', [-0.001], '-0.00'],
  ['nothing', [], 'nothing'],
])('format(%j, …%j) is %j', (template, values, text) => {
  expect(format(template, ...values)).toBe(text);
});

test.each([
  ['%s and %s', ['one'], 'not enough arguments for format string'],
  ['%s', ['one', 'two'], 'not all arguments converted during string formatting'],
  ['100%', [], 'incomplete format'],
  ['%x', [1], "unsupported format character 'x'"],
  ['%.21f', [1], "unsupported format character '.'"],
  ['%d', ['7'], '%d format: a real number is required, not str'],
])('format(%j, …%j) is refused: %s', (template, values, message) => {
  expect(() => format(template, ...values)).toThrow(message);
});

// The program's stdout is a non-blocking pipe that nobody reads at first.
const SLOW_READER = `
import json, os, select, subprocess, sys, time

reader, writer = os.pipe()
os.set_blocking(writer, False)
program = subprocess.Popen(json.load(sys.stdin), stdout=writer)
os.close(writer)
select.select([reader], [], [])
time.sleep(0.1)
text = open(reader, encoding='utf-8').read()
print(json.dumps([program.wait(), len(text), text[-5:]]))
`;

test('print writes a whole line to a full pipe', () => {
  const command = [process.execPath, fixture('prints-much.ts')];
  expect(askPython(SLOW_READER, command)).toEqual([0, 100_000 + 1 + 4, '\nend\n']);
});
