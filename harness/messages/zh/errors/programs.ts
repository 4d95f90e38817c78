import type { programs as English } from '../../en/errors/programs.ts';
import type { GivenPath } from '../../error-text.ts';
import { or, quote } from '../words.ts';

const GIVEN: Record<GivenPath, string> = {
  'standard input': '标准输入的文件',
  'working folder': '工作文件夹',
};

const nameAFile = (example: string) =>
  `给出一个 Python、TypeScript 或 JavaScript 文件，例如 ${example}`;

/** Programs that cannot be run as they were named. */
export const programs: typeof English = {
  noProgram: (program, file, example) => ({
    what: `没有程序 ${program}。`,
    why: `没有文件 ${file}。`,
    next: nameAFile(example),
  }),
  cannotRun: (program, why, example) => ({
    what: `无法运行 ${program}。`,
    why,
    next: nameAFile(example),
  }),
  unknownLanguage: (program, end, known) => ({
    what: `无法判断 ${program} 是什么语言。`,
    why: `它的文件名以${quote(end)}结尾。`,
    next: `给出一个以 ${or(known)} 结尾的文件`,
  }),
  backslash: (program) => ({
    what: `无法运行 ${program}。`,
    why: 'Node 不能加载路径里有反斜杠的模块。',
    next: '给文件或它的文件夹改名。',
  }),
  badInput: (given, path, why) => ({
    what: `${path} 不能用作${GIVEN[given]}。`,
    why,
    next: '检查名称：它相对于您所在的文件夹。',
  }),
  cannotStart: (executable, why) => ({
    what: `无法启动 ${executable}。`,
    why,
    next: '检查它是否存在，您是否可以运行它。',
  }),
  parentLost: (program, complaint) => ({
    what: `${
      program === undefined ? '' : `${program} 运行时，`
    }启动${program === undefined ? '程序' : '它'}的进程被终止或暂停了。`,
    why:
      complaint ||
      '程序之外有什么向它发送了信号，或者是程序自己发送的（process.ppid、os.getppid()）。',
    next: '再运行一次。如果再次发生，请查看程序里什么地方向父进程发送信号。',
  }),

  whyProgram: {
    isDirectory: () => '它是一个文件夹。',
    isNoFile: () => '它不是普通文件。',
    mayNotRead: () => '您没有读取的权限（EACCES）。',
    noSuchFolder: () => '没有这个文件夹。',
    noProcessId: (printed) => `它打印了${quote(printed)}，而不是进程号。`,
    endedFirst: (code, complaint) =>
      complaint === ''
        ? `它自己结束了，退出码为 ${code}。`
        : `它自己结束了，退出码为 ${code}：${complaint}。`,
  },
};
