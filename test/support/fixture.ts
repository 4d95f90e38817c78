import { join } from 'node:path';

/** A small program of test/fixtures, which is named for what it does. */
export function fixture(name: string): string {
  return join(import.meta.dirname, '../fixtures', name);
}
