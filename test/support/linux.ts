/** What the harness looks at there, no other system has: tests of it are left out elsewhere. */
export const isLinux = process.platform === 'linux';

/** For the name of such a test. */
export const unlessLinux = isLinux ? '' : ' (left out: this needs Linux)';
