import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../../../ts-ports/python/pack.ts';

class Account {
  balance: unknown;

  constructor(balance: unknown) {
    this.balance = balance;
  }

  doubled() {
    return Number(this.balance) * 2;
  }
}

const sent = (value: unknown) => unpack(structuredClone(pack(value)), { Account });

test('what JavaScript can copy by itself stays as it is', () => {
  fc.assert(
    fc.property(fc.anything({ withMap: true, withSet: true, withDate: true }), (value) => {
      expect(sent(value)).toEqual(structuredClone(value));
    }),
  );
});

test('an object of a class of the program keeps its class, also within another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (balance) => {
      const copy = sent(new Account(new Account(balance))) as Account;
      expect(copy).toStrictEqual(new Account(new Account(balance)));
      expect((copy.balance as Account).doubled).toBe(Account.prototype.doubled);
    }),
  );
});

test('an object of an unknown class is a bare one', () => {
  class Hidden {
    field = 1;
  }
  expect(sent(new Hidden())).toStrictEqual({ field: 1 });
});

test('shared memory stays shared', () => {
  const account = new Account(new Int32Array(new SharedArrayBuffer(4)));
  const copy = sent(account) as Account;
  (copy.balance as Int32Array)[0] = 7;
  expect((account.balance as Int32Array)[0]).toBe(7);
});
