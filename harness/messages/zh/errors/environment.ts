import type { environment as English } from '../../en/errors/environment.ts';
import type { Refusal, SessionLimit } from '../../error-text.ts';
import { quote } from '../words.ts';

const ELSE = '如果您愿意自己运行这个移植程序，也可以不加 --sandbox。';
const NAME_PYTHON = '用 LOCKSTEP_PYTHON=/path/to/python3 指定解释器';

const INSTALL: Partial<Record<NodeJS.Platform, string>> = {
  darwin: '`brew install python3`，或 python.org 的安装程序',
  win32: '`winget install Python.Python.3.13`，或 python.org 的安装程序',
};
const INSTALL_ON_LINUX = '`sudo apt install python3`，或您的包管理器里相应的命令';

const installPython = (oldest: string, platform: NodeJS.Platform) =>
  `安装 Python ${oldest} 或更高版本（${INSTALL[platform] ?? INSTALL_ON_LINUX}），或${NAME_PYTHON}`;

/** What a session may do, and why that is too little. */
const LIMITS: Record<SessionLimit, { may: (allowed: string) => string; why: string }> = {
  'Max open files': {
    may: (allowed) => `同时打开 ${allowed} 个文件`,
    why: '它要观察每个程序的每个线程',
  },
  'Max address space': {
    may: (allowed) => `使用 ${allowed} 地址空间`,
    why: 'Node 的每个 Worker 会预留 0.9 GB，其中用到的很少',
  },
  'Max data size': {
    may: (allowed) => `使用 ${allowed} 数据段`,
    why: 'Node 的每个 Worker 会预留 0.5 GB，其中用到的很少',
  },
  'Max file size': {
    may: (allowed) => `写入不超过 ${allowed} 的文件`,
    why: '程序要把自己所做的一切写下来',
  },
  'Max cpu time': {
    may: (allowed) => `让每个进程使用 ${allowed} CPU 时间`,
    why: '程序可能要计算这么久',
  },
};

/** Seconds have a name of their own. */
const inChinese = (amount: string) => amount.replace(/ s$/, ' 秒');

const REFUSALS: Record<Refusal, { why: string; next: string }> = {
  EMFILE: {
    why: '本会话不能再打开更多文件（EMFILE）。',
    next: '提高限制，再运行一次：ulimit -n 4096',
  },
  ENFILE: {
    why: '这台机器不能再打开更多文件（ENFILE）。',
    next: '结束一些其他程序，或提高 fs.file-max。',
  },
  EAGAIN: {
    why: '不能再启动更多进程或线程（EAGAIN）。',
    next: '结束一些其他程序，或提高限制（ulimit -u；在容器里是 pids 限制）。',
  },
  ENOMEM: { why: '内存不足（ENOMEM）。', next: '结束一些其他程序，再运行一次。' },
  ENOSPC: { why: '磁盘已满（ENOSPC）。', next: '腾出一些空间。' },
  EDQUOT: { why: '磁盘配额已用完（EDQUOT）。', next: '腾出一些空间。' },
  EROFS: { why: '文件系统是只读的（EROFS）。', next: '使用可以写入的文件夹。' },
  EIO: { why: '设备出错（EIO）。', next: '换一个设备。' },
};

/** What this machine, or this session, does not have. */
export const environment: typeof English = {
  refused: (refusal, call, path) => ({
    what: `Lockstep 无法${call === undefined ? '继续' : `执行 ${call}`}${
      path === undefined ? '' : `（${path}）`
    }。`,
    ...REFUSALS[refusal],
  }),
  harnessFailed: (why) => ({
    what: 'Lockstep 自身出错；这与被判断的程序无关。',
    why,
    next: '加上 LOCKSTEP_DEBUG=1 再运行一次，把输出和命令一起报告给我们。',
  }),
  toolMissing: (tool) => ({
    what: `找不到程序 ${tool}。`,
    why: 'Lockstep 用它建立与程序通信的文件。',
    next: '检查 PATH 是否包括系统的文件夹，例如：PATH=/usr/bin:/bin',
  }),
  cannotUseFolder: (folder, why) => ({
    what: `无法写入临时文件夹 ${folder}。`,
    why,
    next: '在那里腾出一些空间，或指定另一个文件夹：TMPDIR=/path/to/folder',
  }),

  lowLimit: (limit, allowed, needed, command) => ({
    what: `本会话只能${LIMITS[limit].may(inChinese(allowed))}。`,
    why: `Lockstep 需要 ${inChinese(needed)}：${LIMITS[limit].why}。`,
    next: `提高限制，再运行一次：${command}`,
  }),
  fewThreads: (left, needed) => ({
    what: `这个用户只能再启动 ${left} 个进程和线程。`,
    why: `Lockstep 需要 ${needed} 个；仅一个 Node 就有十来个线程。`,
    next: '结束一些其他程序，或提高限制（ulimit -u；在容器里是 pids 限制）。',
  }),
  noNullDevice: (path) => ({
    what: `这里没有 ${path}。`,
    why: '没有输入的程序从它读取。',
    next: '挂载 /dev，例如：mount -t devtmpfs dev /dev',
  }),
  noVirtualClockHere: (why) => ({
    what: '虚拟时钟在这里看不到每个线程在等什么。',
    why,
    next: '使用真实时钟：--clock real',
  }),
  wrongProc: (proc, own, there) => ({
    what: `${proc} 显示的不是本进程命名空间里的进程。`,
    why: there === undefined ? `没有 ${proc}/self。` : `本进程在这里是 ${own}，在那里是 ${there}。`,
    next: '挂载它：unshare --pid --fork --mount-proc，或在容器里 mount -t proc proc /proc',
  }),

  oldPython: (found, oldest, platform) => ({
    what: `这里的 Python 版本太旧：${found
      .map(({ name, version }) => `${name} 是 Python ${version}`)
      .join('，')}。`,
    why: `原程序需要 Python ${oldest} 或更高版本。`,
    next: installPython(oldest, platform),
  }),
  hangingPython: (name) => ({
    what: `找不到 Python：${name} 没有回答。`,
    why: '询问它的版本时，它既不回答，也不结束。',
    next: `查明它在等什么（\`${name} --version\`），或${NAME_PYTHON}`,
  }),
  noPython: (candidates, isNamed, oldest, platform) => ({
    what: `找不到 Python：${
      isNamed ? '按 LOCKSTEP_PYTHON 找过' : '在 PATH 上找过'
    } ${candidates.join(', ')}。`,
    why: '原程序是 Python 程序。',
    next: installPython(oldest, platform),
  }),
  pythonPrints: (executable, noise) => ({
    what: `${executable} 在每个程序前后都打印了内容：${quote(noise)}。`,
    why: '看起来会像是原程序打印的。这些内容来自 sitecustomize 或 .pth 文件。',
    next: `删去那个文件（查看 PYTHONPATH），或${NAME_PYTHON}`,
  }),

  noSandbox: (why, flaw) => ({
    what: '没有可用的沙箱。',
    why,
    next: {
      elsewhere: `在 Linux 上运行；${ELSE}`,
      absent: `安装 bubblewrap（\`sudo apt install bubblewrap\`，或您的包管理器里相应的命令）；${ELSE}`,
      failing: `试一试 \`bwrap --unshare-user --ro-bind / / true\`。如果禁止用户命名空间，请允许它（sysctl kernel.unprivileged_userns_clone=1；Ubuntu：kernel.apparmor_restrict_unprivileged_userns=0；容器需要 --privileged）。需要 Linux 5.9 以上和 bubblewrap 0.8 以上；${ELSE}`,
    }[flaw],
  }),

  whyEnvironment: {
    folder: (flaw) =>
      ({
        ENOENT: '没有这个文件夹（ENOENT）。',
        ENOTDIR: '它不是文件夹（ENOTDIR）。',
        EACCES: '您没有写入的权限（EACCES）。',
        EPERM: '您没有写入的权限（EPERM）。',
      })[flaw],
    refusal: (refusal) => REFUSALS[refusal].why,
    fullFolder: (kilobytes) => `它已满：还剩 ${kilobytes} kB。`,
    noMoreFiles: () => '它不能再容纳更多文件。',
    becameFull: () => '它在一次运行中变满了，或变成了只读。',
    otherNamespace: (proc) => `${proc} 显示的是另一个进程命名空间里的进程。`,
    unreadableProc: (proc, error) => `无法读取 ${proc} 里子进程的文件：${error}。`,
    notLinux: () => '这里不是 Linux。',
    nodeFails: (output) => `Node 在沙箱里无法启动：${output}`,
    noLibrary: (python) => `${python} 没有说明它的库在哪里。`,
    bubblewrapSilent: () => 'bwrap 没有打印任何内容。',
    needsLinux59: (error) => `${error}（Linux 5.9 以上才可以）`,
  },
};
