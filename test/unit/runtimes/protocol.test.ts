import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { asMessage } from '../../../harness/trace/message-shape.ts';
import { codeIn, lineOf, RUNTIMES, table } from './protocol-page.ts';

interface Field {
  name: string;
  isOptional: boolean;
}

const messages = table('Message', 'Fields', 'Waits', 'A runtime sends it').map(
  ([event, fields, , when = '']) => ({
    event: codeIn(event)[0] ?? '',
    fields: codeIn(fields).map((name) => ({
      name: name.replace('?', ''),
      isOptional: name.endsWith('?'),
    })),
    /** The one runtime that sends it, if only one does. */
    only: /\((Node|Python)\)$/.exec(when)?.[1],
  }),
);

/** By field, or by field and message where the same name has two meanings. */
const types = new Map(
  table('Field', 'Type', 'Meaning').map(([field, type = '']) => [codeIn(field).join(' '), type]),
);
const typeOf = (event: string, { name }: Field) =>
  types.get(`${name} ${event}`) ?? types.get(name) ?? '';

/** What a field of each type may be, and what it may not. */
const VALUES: Record<string, { good: unknown[]; bad: unknown[] }> = {
  string: { good: ['x'], bad: [1, null] },
  'string or null': { good: ['x', null], bad: [1] },
  number: { good: [0.5], bad: ['1', null] },
  'number in [0, 1)': { good: [0, 0.5], bad: [1, '0', null] },
  'whole number': { good: [1], bad: [0.5, '1', null] },
  'whole number or null': { good: [1, null], bad: [0.5, '1'] },
  '1 to 64': { good: [1, 64], bad: [0, 65, '1', null] },
  boolean: { good: [true, false], bad: [1, null] },
  true: { good: [true], bad: [false, null] },
  '`PID:N`': { good: ['1:0'], bad: ['1', 1, null] },
  '`process` or `thread`': { good: ['process', 'thread'], bad: ['fiber', null] },
  '`sets file time`, `reads file time` or `waits in unknown memory`': {
    good: ['sets file time', 'reads file time', 'waits in unknown memory'],
    bad: ['sleeps', null],
  },
  '`stdout` or `stderr`': { good: ['stdout', 'stderr'], bad: ['stdin', null] },
};
const valuesOf = (event: string, field: Field) => {
  const type = typeOf(event, field);
  const values = VALUES[type];
  if (values === undefined)
    throw new Error(`${event}.${field.name} has the unknown type “${type}”`);
  return values;
};

const isSound = (message: object) => asMessage(message, () => true) !== undefined;

describe.each(messages)('protocol.md describes $event as the harness checks it:', (message) => {
  const { event, fields } = message;
  const sample = Object.fromEntries(
    fields.map((field) => [field.name, valuesOf(event, field).good[0]]),
  );
  const whole: Record<string, unknown> = { at: 1, from: '1:0', event, gate: 1, ...sample };

  test('with all its fields it is accepted', () => {
    expect(isSound(whole)).toBe(true);
  });

  test.each(fields)('$name has its type, and may be missing only if the page says so', (field) => {
    const { good, bad } = valuesOf(event, field);
    for (const value of good) expect(isSound({ ...whole, [field.name]: value })).toBe(true);
    for (const value of bad) expect(isSound({ ...whole, [field.name]: value })).toBe(false);
    const { [field.name]: _, ...others } = whole;
    expect(isSound(others)).toBe(field.isOptional);
  });
});

test('protocol.md has every message and every field that the harness checks', () => {
  const onPage = Object.fromEntries(
    messages.map(({ event, fields }) => [event, fields.map(({ name }) => name).sort()]),
  );
  expect(onPage).toEqual(fieldsInHarness());
});

test('protocol.md explains every field once, and no others', () => {
  const used = messages.flatMap(({ event, fields }) =>
    fields.map(({ name }) => (types.has(`${name} ${event}`) ? `${name} ${event}` : name)),
  );
  const common = ['at', 'from', 'event', 'gate'];
  expect([...types.keys()].sort()).toEqual([...new Set([...common, ...used])].sort());
});

const sources = {
  Node: textOf('node/*.cjs'),
  Python: textOf('python/**/*.py'),
};

describe.each(['Node', 'Python'] as const)('the runtime of %s', (runtime) => {
  test('sends the messages that protocol.md says it sends', () => {
    const theirs = messages.filter(({ only = runtime }) => only === runtime);
    expect(sentIn(sources[runtime])).toEqual(theirs.map(({ event }) => event).sort());
  });

  test.each(table('Constant', 'Value', 'Meaning'))(
    'has the constant %s with its value',
    (name, value) => {
      const constant = new RegExp(`\\b${codeIn(name)[0]} = ([\\d_]+)`, 'g');
      const found = [...sources[runtime].matchAll(constant)].map(([, digits]) =>
        Number(digits?.replaceAll('_', '')),
      );
      expect(new Set(found)).toEqual(new Set([Number(value)]));
    },
  );
});

test('the runtimes read the environment variables of protocol.md, and no others', () => {
  const read = `${sources.Node}${sources.Python}`.match(/\bLOCKSTEP_[A-Z]+/g);
  const listed = table('Variable', 'Set by', 'Value').map(([name]) => codeIn(name)[0]);
  expect([...new Set(read)].sort()).toEqual(listed.sort());
});

test.each(['Node', 'Python'] as const)(
  'the runtime of %s passes the variables of protocol.md on to child processes',
  (runtime) => {
    const [, list = ''] = /KEPT = [[(]([^\])]*)[\])]/.exec(sources[runtime]) ?? [];
    const names = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(names).toEqual(codeIn(lineOf('A runtime passes ')));
  },
);

function textOf(pattern: string): string {
  return globSync(join(RUNTIMES, pattern))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** The names of the messages that a runtime's source sends. */
function sentIn(source: string): string[] {
  const calls =
    /(?:channel\.|gates\.|this\.|(?<![.\w]))(?:emit|gate|gate_before|report|_report|say)\(\s*'([a-z]+)'/g;
  const either = /'(line)' if \w+ else '(text)'/g;
  const found = [...source.matchAll(calls), ...source.matchAll(either)];
  return [...new Set(found.flatMap(([, ...names]) => names))].sort();
}

/** By message: the fields in the table of message-shape.ts, which it does not export. */
function fieldsInHarness(): Record<string, string[]> {
  const file = join(RUNTIMES, '..', 'harness', 'trace', 'message-shape.ts');
  const { program } = parseSync(file, readFileSync(file, 'utf8'));
  // biome-ignore lint/suspicious/noExplicitAny: a syntax tree, of which this reads one object
  const declarations = program.body.flatMap((node: any) => node.declarations ?? []);
  const { init } = declarations.find(({ id }) => id.name === 'FIELDS');
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const namesOf = (object: any): string[] =>
    // biome-ignore lint/suspicious/noExplicitAny: as above
    object.properties.flatMap((property: any) =>
      property.type === 'SpreadElement' ? namesOf(property.argument) : [property.key.name],
    );
  return Object.fromEntries(
    // biome-ignore lint/suspicious/noExplicitAny: as above
    init.properties.map((property: any) => [property.key.name, namesOf(property.value).sort()]),
  );
}
