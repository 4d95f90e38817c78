import { resolve } from 'node:path';
import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../harness/judge/check.ts';
import type { Diagnosis } from '../../../harness/judge/diagnosis.ts';
import { junitXml, type Suite } from '../../../harness/report/junit.ts';
import { visibleLines } from '../../../harness/visible.ts';
import { MAX, madeUpRuns } from '../../support/timing.ts';
import { slept, traceOf } from '../../support/traces.ts';
import { checked, diagnosisOf, failing, placeIn, SEEN, verdictOf } from '../../support/verdicts.ts';

const KNOWN = { reason: 'late, issue 12', where: 'known.txt:3' };

const suite = (timing: Check, inconclusive: string[] = []): Suite => ({
  name: '02_two',
  file: 'ts-ports/02_two.ts',
  seconds: 2,
  verdict: verdictOf('02_two', timing, inconclusive),
});

const report = (...suites: Suite[]) => junitXml({ name: 'lockstep verify', seconds: 1.5, suites });

/** What shows a mistake: tasks of these names, which sleep in the port alone. */
const sleepers = (...names: string[]) =>
  madeUpRuns(MAX, traceOf([]), traceOf(names.map((name) => slept(0, name, 7))));

/** As a parser sees it that knows nothing of how it was written. */
function read(xml: string): XmlElement {
  const { root } = parseXml(xml);
  if (root === null) throw new TypeError('no element');
  return root;
}

const elements = (parent: XmlElement, name: string): XmlElement[] =>
  parent.children.filter((child) => (child as XmlElement).name === name) as XmlElement[];

/** The test case of `timing` in the first suite, and the element in it. */
function timingIn(xml: string) {
  const [first] = elements(read(xml), 'testsuite') as [XmlElement];
  const testcase = elements(first, 'testcase').find(
    ({ attributes }) => attributes.name === 'timing',
  );
  return testcase?.children.find((child) => child.type === 'element') as XmlElement | undefined;
}

describe('a JUnit report', () => {
  test('has a suite a verdict, and a test case a check, with their time', () => {
    expect(report(suite(checked('total 7.00 s')))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="lockstep verify" tests="4" failures="0" errors="0" skipped="0" time="1.500">
<testsuite name="02_two" tests="4" failures="0" errors="0" skipped="0" time="2.000">
<properties>
<property name="clock" value="real"/>
<property name="seed" value="0"/>
<property name="original" value="Python 3.11.7"/>
<property name="port" value="Node 26.10.0"/>
<property name="coverage" value="one schedule of each"/></properties>
<testcase name="output" classname="02_two" file="ts-ports/02_two.ts" time="0.500"/>
<testcase name="timing" classname="02_two" file="ts-ports/02_two.ts" time="0.500"/>
<testcase name="tasks" classname="02_two" file="ts-ports/02_two.ts" time="0.500"/>
<testcase name="ending" classname="02_two" file="ts-ports/02_two.ts" time="0.500"/></testsuite></testsuites>
`);
  });

  test('tells of a failure by its sentence, and shows the evidence', () => {
    const failure = timingIn(
      report(suite(failing('ran one after the other', sleepers('a & b', '<c>')))),
    );
    expect(failure?.name).toBe('failure');
    expect(failure?.attributes).toEqual({ message: 'ran one after the other', type: 'timing' });
    expect(failure?.text.split('\n')).toEqual([
      'port: a & b slept 7 s, from 0.00 s to 7.00 s',
      'port: <c> slept 7 s, from 0.00 s to 7.00 s',
    ]);
  });

  describe('of a mistake that was diagnosed', () => {
    const total = diagnosisOf('wrong-total', { found: 13, wanted: 7 });
    const places = [placeIn(resolve('my-port.ts'), 19, '  x();', 'x()')];
    const root = diagnosisOf('kept-alive', {}, { places, consequences: [total] });
    const failure = (found: Diagnosis, diagnosis: Diagnosis) => {
      const { verdict, ...rest } = suite({ ...failing('wrong'), findings: [found] });
      const xml = report({ ...rest, verdict: { ...verdict, diagnosis } });
      const [first] = elements(read(xml), 'testsuite') as [XmlElement];
      return { testcase: elements(first, 'testcase')[1], failure: timingIn(xml) };
    };

    test('has its id, its place, what to do and what follows from it', () => {
      const told = failure(root, root);
      expect(told.testcase?.attributes).toMatchObject({ file: 'my-port.ts', line: '19' });
      expect(told.failure?.attributes).toEqual({ message: 'wrong', type: 'kept-alive' });
      expect(told.failure?.text.split('\n')).toEqual([
        'my-port.ts:19:3',
        'hint: clear the timer, close the server or the channel, or unref() it',
        'also: total 13.00 s instead of 7.00 s (follows from this)',
        ...SEEN,
      ]);
    });

    test('says of a consequence what it follows from', () => {
      const told = failure(total, root);
      expect(told.failure?.attributes.type).toBe('wrong-total');
      expect(told.failure?.text).toMatch(
        /^hint: .*\nfollows from kept-alive\noriginal: main\.1 slept .*\nport: .*$/,
      );
    });
  });

  test('skips what is known to fail, and says why', () => {
    const xml = report(suite({ ...failing('ran late'), known: KNOWN }));
    const skipped = timingIn(xml);
    expect(skipped?.name).toBe('skipped');
    expect(skipped?.attributes).toEqual({ message: 'expected failure: late, issue 12' });
    expect(skipped?.text).toBe(['ran late', ...SEEN].join('\n'));
    expect(read(xml).attributes).toMatchObject({ tests: '4', failures: '0', skipped: '1' });
  });

  test('fails what is known to fail and passes, and says what to take out', () => {
    const xml = report(suite({ ...checked('total 7.00 s'), known: KNOWN }));
    expect(timingIn(xml)?.name).toBe('failure');
    expect(timingIn(xml)?.attributes.message).toBe(
      'passes, but is expected to fail (late, issue 12): remove known.txt:3',
    );
    expect(read(xml).attributes).toMatchObject({ failures: '1', skipped: '0' });
  });

  test('has an error where the verdict is inconclusive', () => {
    const xml = report(
      suite(checked('total 7.00 s'), ['it spins', 'it waits']),
      suite(checked('x')),
    );
    const [first, second] = elements(read(xml), 'testsuite') as [XmlElement, XmlElement];
    const last = elements(first, 'testcase').at(-1) as XmlElement;
    expect(last.attributes.name).toBe('inconclusive');
    const [error] = elements(last, 'error') as [XmlElement];
    expect(error.attributes.message).toBe('it spins');
    expect(error.text).toBe('it spins\nit waits');
    expect(first.attributes).toMatchObject({ tests: '5', errors: '1', failures: '0' });
    expect(second.attributes).toMatchObject({ tests: '4', errors: '0' });
    expect(read(xml).attributes).toMatchObject({ tests: '9', errors: '1' });
  });
});

describe('whatever a program prints', () => {
  /** Markup, control characters, escape sequences, halves of characters, and anything else. */
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\0', '\x1B[31m', '\r', '\n', '\t', ' ', '\x7F', '\x85') }),
    fc.string({ unit: fc.constantFrom(']]>', '<', '>', '&', '"', "'", '&#0;', '<!--', '<?') }),
    fc
      .array(fc.integer({ min: 0xd700, max: 0xffff }))
      .map((codes) => String.fromCharCode(...codes)),
  );

  test('the report is well formed, and a parser reads what was printed', () => {
    fc.assert(
      fc.property(anything, anything, anything, (sentence, line, doubt) => {
        const xml = report(suite(failing(sentence, sleepers(line)), [doubt]));
        const failure = timingIn(xml);
        expect(failure?.attributes.message).toBe(visibleLines(sentence));
        expect(failure?.text).toBe(visibleLines(`port: ${line} slept 7 s, from 0.00 s to 7.00 s`));
      }),
      { numRuns: 500 },
    );
  });
});
