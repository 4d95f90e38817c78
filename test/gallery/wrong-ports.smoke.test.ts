import { expect, test } from 'vitest';
import { CHECKS } from '../../harness/judge/check-names.ts';
import { en } from '../../harness/messages/en/index.ts';
import { declareWrongPorts, SMOKE_PORTS } from '../support/wrong-ports.ts';

declareWrongPorts(SMOKE_PORTS);

test('each check has a port that fails it', () => {
  const checks = SMOKE_PORTS.map(({ expected: [id] }) =>
    CHECKS.find((check) => id in en.titles[check]),
  );
  expect(new Set(checks)).toEqual(new Set(CHECKS));
});
