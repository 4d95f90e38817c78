import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const DECLARE = join(import.meta.dirname, 'declare-pair.ts');

/** The originals of all pairs, and so of one that somebody adds. */
export const ORIGINALS = 'python-originals/[0-9][0-9]_*.py';

/**
 * Makes each original a test file, so that a pair needs no test file of its own, and
 * `npm test -- 03_threads` runs just that pair.
 */
export function pairFiles(): Plugin {
  return {
    name: 'lockstep:pair-files',
    load(id) {
      if (!/\/python-originals\/\d\d_\w+\.py$/.test(id)) return;
      const stem = JSON.stringify(basename(id, '.py'));
      return `import { declarePair } from ${JSON.stringify(DECLARE)};\ndeclarePair(${stem});`;
    },
  };
}
