import { expect, test } from 'vitest';
import { orderSeen } from '../../../../harness/report/seen/orders.ts';
import { line, slept, traceOf } from '../../../support/traces.ts';

const TRACE = traceOf([
  ...['main.2', 'main.1'].map((task) => line(0, task, `from ${task}`)),
  ...slept(0, 'main.1', 7),
  line(7, 'main', 'total 7.00'),
]);
const seen = (...[witness]: Parameters<typeof orderSeen>) =>
  orderSeen(witness).evidence.map(String);

test('an order that only one program has is shown from where it parts', () => {
  expect(seen({ owner: 'port', trace: TRACE, at: 0 })).toEqual([
    'only the port prints so; from the line marked > on the original never does:',
    '> 0.00 s main.2: from main.2',
    '  0.00 s main.1: from main.1',
    '  7.00 s main: total 7.00',
    'again: lockstep run made-up.py --seed 0',
  ]);
  expect(seen({ owner: 'original', trace: TRACE, at: 1 }).slice(0, 3)).toEqual([
    'only the original prints so; from the line marked > on the port never does:',
    '  0.00 s main.2: from main.2',
    '> 0.00 s main.1: from main.1',
  ]);
});

test('an order that ends otherwise says how it ends, and no line is marked', () => {
  const killed = { ...TRACE.ending, kind: 'killed' as const, signal: 'SIGTERM' };
  const shown = seen({ owner: 'port', trace: { ...TRACE, ending: killed }, at: 3 });
  expect(shown).toContain('  ends in: killed');
  expect(shown.filter((row) => row.startsWith('>'))).toEqual([]);
});
