// JavaScript that the oldest Node can run: it decides whether anything else may be loaded.

/** What `engines` in package.json says, too. */
export const OLDEST_NODE = '24.3';

/**
 * 24.3 runs TypeScript as it is, has `using`, and knows `import.meta.main` in it; 22 has no `using`,
 * and with 24.0 to 24.2 `import.meta.main` is false: a port would print nothing and end well.
 *
 * @param {string} version for example `24.3.0`
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}
