import { expect, test } from 'vitest';
import { told } from '../../harness/environment-error.ts';
import { LockstepError } from '../../harness/errors.ts';
import { en } from '../../harness/messages/en/index.ts';
import { zh } from '../../harness/messages/zh/index.ts';

test('an error says what, why and what next: in English, and in the reader’s language', () => {
  const error = new LockstepError('UNKNOWN_PROGRAM', (m) => m.errors.notAPort('port.py', '02'));
  expect(error.message).toBe(
    'port.py is not a port.\nA port is a TypeScript or JavaScript file.\nName the port, as in: lockstep check 02 my-port.ts',
  );
  expect(error.in(en)).toBe(error.message);
  expect(error.in(zh)).toMatch(
    /^port\.py 不是移植程序。\n移植程序是.*\n.*lockstep check 02 my-port\.ts$/,
  );
});

test('an error has no line of its own for what goes without saying', () => {
  const error = new LockstepError('UNKNOWN_PAIR', (m) => m.errors.unknownPair('99', [], ['01_a']));
  expect(error.message).toBe('There is no pair “99”.\nChoose from: 01_a');
});

test('what the kernel refuses is told by its code, and what is not known as a failure of ours', () => {
  const refused = Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
  expect(told(refused)).toMatchObject({ code: 'CANNOT_WRITE' });
  expect(told(refused).in(zh)).toMatch(/磁盘已满（ENOSPC）/);
  expect(told(new TypeError('no such thing'))).toMatchObject({
    code: 'HARNESS_FAILED',
    message: expect.stringMatching(/\nTypeError: no such thing\n/),
  });
});
