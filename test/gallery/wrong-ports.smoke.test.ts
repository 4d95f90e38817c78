import { expect, test } from 'vitest';
import { CHECKS } from '../../harness/judge/check-names.ts';
import { declareWrongPorts, SMOKE_PORTS } from '../support/wrong-ports.ts';

declareWrongPorts(SMOKE_PORTS);

test('each check has a port that fails it', () => {
  expect(new Set(SMOKE_PORTS.map(({ mistake: [check] }) => check))).toEqual(new Set(CHECKS));
});
