import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PAIRS, portOf } from '../../../harness/pairs.ts';
import { EQUIVALENT } from '../../mutation/equivalent.ts';
import { isMeant } from '../../mutation/judge-mutants.ts';
import { mutantsOf, OPERATOR_NAMES, type Operator } from '../../mutation/mutate.ts';
import { parses } from '../../mutation/source.ts';

/** The lines that came for others, or `gone` where none came; one text a mutant. */
function made(operator: Operator, program: string): string[] {
  return mutantsOf(program)
    .filter((mutant) => mutant.operator === operator)
    .map(({ diff }) => {
      const added = diff.filter((line) => line.startsWith('+ '));
      return added.map((line) => line.slice(2)).join(' ') || 'gone';
    });
}

/** Each statement on a line of its own, in a function. */
const main = (...statements: string[]) =>
  `async function main() {\n${statements.map((text) => `  ${text}\n`).join('')}}\n`;

describe('a mutant comes of', () => {
  test.each<[Operator, string, string[]]>([
    ['await deletion', 'await p.join();\n', ['p.join();']],
    ['await deletion', 'for await (const x of y) f(x);\n', ['for (const x of y) f(x);']],
    ['statement deletion', main('let a = f();', 'a.start();'), ['gone']],
    ['statement swap', main('a();', 'b();', 'let c = 1;'), ['b(); a();', 'let c = 1; b();']],
    ['statement swap', main('let a = f();', 'a.start();'), []],
    [
      'statement move',
      main('f();', 'for (const x of y) {', 'g(x);', 'h();', '}', 'i();'),
      ['} h();', 'for (const x of y) { f();', 'i(); }', 'f(); async function main() {'],
    ],
    ['block unwrapping', 'while (true) {\n  f();\n}\n', ['{']],
    ['block unwrapping', 'try {\n  f();\n} finally {\n  g();\n}\n', ['{ f();']],
    ['return deletion', 'function f() {\n  return g();\n}\n', ['g();']],
    ['export deletion', 'export function f() {}\n', ['function f() {}']],
    ['argument deletion', 'f(1, g);\n', ['f(g);', 'f(1);']],
    ['argument deletion', 'f({ daemon: true });\n', ['f();', 'f({  });']],
    ['argument deletion', 'f(...[a]);\n', ['f();', 'f(...[]);']],
    ['argument swap', 'f(a, [b, c]);\n', ['f([b, c], a);', 'f(a, [c, b]);']],
    ['argument propagation', 'x = sum(a, b);\n', ['x = a;']],
    ['argument propagation', 'await sum(a, b);\n', []],
    ['naked receiver', 'x = queue.get();\n', ['x = queue;']],
    ['naked receiver', 'new T().start();\n', ['new T();']],
    ['number replacement', 'f(5);\n', ['f(6);', 'f(4);', 'f(10);', 'f(0.005);']],
    ['number replacement', 'f(0);\n', ['f(1);', 'f(-1);']],
    [
      'string replacement',
      "f('%.2f.');\n",
      ["f('');", "f('%.2f. ');", "f('%.2f');", "f('%.3f.');"],
    ],
    ['string replacement', "f('a!');\n", ["f('');", "f('a! ');", "f('a！');"]],
    ['string replacement', "import { f } from './f.ts';\n", []],
    ['boolean replacement', 'f(true);\n', ['f(false);']],
    ['operator replacement', 'x = a - b;\n', ['x = a + b;', 'x = a * b;', 'x = a / b;']],
    ['operator replacement', 'x = a === b;\n', ['x = a !== b;']],
    ['operator replacement', 'x = a < b;\n', ['x = a <= b;', 'x = a >= b;']],
    ['condition replacement', 'if (a.b) f();\n', ['if (true) f();', 'if (!(a.b)) f();']],
    ['condition replacement', 'if (!a) f();\n', ['if (true) f();', 'if (a) f();']],
    [
      'variable replacement',
      main('const p = new P();', 'const q = new P();', 'const n = 1;', 'q.join(n);'),
      ['p.join(n);'],
    ],
    ['variable replacement', 'function f(a: A, b: B) {\n  g(a);\n}\n', ['g(b);']],
    ['function replacement', "import { f, g } from './f.ts';\nf();\ng();\n", ['g();', 'f();']],
    [
      'function replacement',
      'function f() {}\nfunction g() {}\nh({ target: f });\nh(g);\n',
      ['h({ target: g });', 'h(f);'],
    ],
    ['method replacement', 'p.start();\nawait p.join();\n', ['p.join();', 'await p.start();']],
  ])('%s of %j: %j', (operator, program, expected) => {
    expect(made(operator, program)).toEqual(expected);
  });

  test('no type, which is gone when the program runs', () => {
    const bare = mutantsOf('function f(a, b) {\n  g(a);\n}\n').map(({ diff }) => diff);
    const typed = mutantsOf("function f(a: 'A', b: typeof f | 1) {\n  g(a);\n}\n");
    expect(bare.length).toBeGreaterThan(0);
    expect(typed.map(({ diff }) => diff)).toEqual(bare);
  });
});

test('what is no program has no mutants', () => {
  expect(() => mutantsOf('function (')).toThrow(SyntaxError);
});

describe.each(PAIRS)('of the port of $stem', (pair) => {
  const text = readFileSync(portOf(pair), 'utf8');
  const mutants = mutantsOf(text);

  test('there are fifty at least', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(50);
  });

  test('each parses, differs from it and from the others, and says where', () => {
    for (const mutant of mutants) {
      expect(parses(mutant.text), mutant.diff.join('\n')).toBe(true);
      expect(mutant.diff.length).toBeGreaterThan(0);
      const gone = mutant.diff.find((line) => line.startsWith('- '));
      if (gone !== undefined) expect(text.split('\n')[mutant.line - 1]?.trim()).toBe(gone.slice(2));
    }
    expect(new Set([text, ...mutants.map((mutant) => mutant.text)]).size).toBe(mutants.length + 1);
  });

  test('what is said to be the same program is one of them', () => {
    for (const entry of EQUIVALENT.filter(({ pairs }) => pairs.includes(pair.stem))) {
      expect(
        mutants.filter((mutant) => isMeant(entry, mutant)),
        entry.diff.join('\n'),
      ).not.toEqual([]);
    }
  });
});

test('each operator makes mutants of the ports', () => {
  const all = PAIRS.flatMap((pair) => mutantsOf(readFileSync(portOf(pair), 'utf8')));
  expect([...new Set(all.map(({ operator }) => operator))].sort()).toEqual(
    [...OPERATOR_NAMES].sort(),
  );
});

test('any calls in any order have mutants that parse and differ', () => {
  const call = fc.constantFrom(
    'await a.join();',
    'f(1, "x");',
    'if (a) { f(); g(); }',
    'while (f()) { g(); }',
    'try { f(); } finally { g(); }',
    'const [b] = [f(2)];',
  );
  fc.assert(
    fc.property(fc.uniqueArray(call, { minLength: 1 }), (statements) => {
      const program = main(...statements);
      const mutants = mutantsOf(program);
      expect(mutants.length).toBeGreaterThan(0);
      for (const { text } of mutants) {
        expect(parses(text), text).toBe(true);
        expect(text).not.toBe(program);
      }
    }),
  );
});
