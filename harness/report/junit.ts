import { DOMImplementation, type Element, XMLSerializer } from '@xmldom/xmldom';
import type { Verdict } from '../judge/verdict.ts';
import { visibleLines } from '../visible.ts';
import { type Blemish, type Case, casesOf } from './junit-case.ts';

/** A pair that was verified, or one trial of a port. */
export interface Suite {
  name: string;
  /** The port, as continuous integration may link to it. */
  file: string;
  /** Of real time, which the verdict took. */
  seconds: number;
  verdict: Verdict;
}

/**
 * A report in the JUnit format, as Jenkins, GitLab and others read it: a suite a verdict, with a
 * test case a check. A known failure is skipped; what is inconclusive is an error.
 *
 * @param seconds of real time, which all suites took together
 */
export function junitXml({
  name,
  seconds,
  suites,
}: {
  name: string;
  seconds: number;
  suites: readonly Suite[];
}): string {
  const document = new DOMImplementation().createDocument(null, 'testsuites');
  const add = (parent: Element, tag: string, attributes: Record<string, string>, text = '') => {
    const child = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes))
      child.setAttribute(key, visibleLines(value));
    if (text !== '') child.appendChild(document.createTextNode(visibleLines(text)));
    // Line by line, for who reads it as it is.
    parent.appendChild(document.createTextNode('\n'));
    parent.appendChild(child);
    return child;
  };
  const root = document.documentElement as Element;
  const all = suites.flatMap(({ verdict }) => casesOf(verdict));
  const summary = { name, ...countsOf(all), time: seconds.toFixed(3) };
  for (const [key, value] of Object.entries(summary)) root.setAttribute(key, visibleLines(value));

  for (const { name, file, seconds, verdict } of suites) {
    const cases = casesOf(verdict);
    const suite = add(root, 'testsuite', { name, ...countsOf(cases), time: seconds.toFixed(3) });
    const properties = add(suite, 'properties', {});
    for (const [key, value] of Object.entries(propertiesOf(verdict))) {
      add(properties, 'property', { name: key, value });
    }
    for (const { name: check, blemish } of cases) {
      // The checks judge the same runs: each bears an equal part of their time.
      const time = (seconds / cases.length).toFixed(3);
      const at = blemish?.place ?? { file };
      const test = add(suite, 'testcase', { name: check, classname: name, ...at, time });
      if (blemish === undefined) continue;
      const { tag, message, body, type } = blemish;
      add(test, tag, { message, ...(tag !== 'skipped' && { type }) }, body.join('\n'));
    }
  }
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const options = { requireWellFormed: true };
  return `${declaration}${new XMLSerializer().serializeToString(document, options)}\n`;
}

function propertiesOf({ original, port, coverage, remarks }: Verdict): Record<string, string> {
  return {
    clock: original.clock,
    seed: String(original.seed),
    original: original.runtime,
    port: port.runtime,
    coverage: String(coverage),
    ...(remarks.length > 0 && { note: remarks.join('; ') }),
  };
}

function countsOf(cases: readonly Case[]): Record<string, string> {
  const count = (tag: Blemish['tag']) =>
    String(cases.filter(({ blemish }) => blemish?.tag === tag).length);
  return {
    tests: String(cases.length),
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}
