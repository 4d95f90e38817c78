// JavaScript that the oldest Node can run: what is said before anything else can be loaded.

const en = {
  /** @param {string} node @param {string} oldest */
  oldNode: (node, oldest) => [
    `this is Node ${node}, which is too old.`,
    `Lockstep needs Node ${oldest} or later, which runs TypeScript as it is.`,
    'Run `npm ci` in the checkout, which brings the right one, then `npm start` or `npx lockstep`.',
  ],
  noDirectory: () => [
    'The current directory does not exist any more.',
    'It was deleted or moved after this shell went there.',
    'Change to a directory that exists: cd /path/to/directory',
  ],
  /** @param {string} error */
  notInstalled: (error) => [
    'A part of Lockstep is not installed.',
    error,
    'Run `npm ci` in the checkout',
  ],
};

/** @type {typeof en} */
const zh = {
  oldNode: (node, oldest) => [
    `这里的 Node 是 ${node}，版本太旧。`,
    `Lockstep 需要 Node ${oldest} 或更高版本，它能直接运行 TypeScript。`,
    '在检出的文件夹里运行 `npm ci`，它会安装合适的版本；然后运行 `npm start` 或 `npx lockstep`。',
  ],
  noDirectory: () => [
    '当前文件夹已经不存在。',
    '进入之后，它被删除或移动了。',
    '换到一个存在的文件夹：cd /path/to/directory',
  ],
  notInstalled: (error) => ['Lockstep 有一部分没有安装。', error, '在检出的文件夹里运行 `npm ci`'],
};

/** @param {NodeJS.ProcessEnv} environment as harness/messages/language.ts reads it */
export function firstWords({ LC_ALL, LC_MESSAGES, LANG }) {
  return /^zh(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? zh : en;
}
