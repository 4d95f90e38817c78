import type { commandLine as English } from '../en/command-line.ts';

/** A command line that cannot be read. */
export const commandLine: typeof English = {
  missingArgument: (name) => `错误：缺少参数“${name}”`,
  missingValue: (option) => `错误：选项“${option}”缺少值`,
  invalidValue: (option, value, why) => `错误：选项“${option}”的值“${value}”无效。${why}`,
  unknownOption: (option) => `错误：没有选项“${option}”`,
  unknownCommand: (command) => `错误：没有命令“${command}”`,
  tooMany: (command, expected, got, all) =>
    `错误：${command === undefined ? '' : `“${command}”的`}参数太多。应为 ${expected} 个，给出的是 ${got} 个：${all}。`,
  didYouMean: (names) => `（是不是想写 ${names}？）`,

  allowed: (choices) => `可选的值：${choices}。`,
  wholeNumber: (least) => `请用不小于 ${least} 的整数。`,
  seconds: (most) => `请用 0 到 ${most} 的秒数，例如 30 或 0.5。`,
  secondsList: () => '请用逗号隔开的秒数，例如 7,6。',
  limit: (names) => `请写成“名称=数值”，例如 cpu=600。名称是其中之一：${names.join(', ')}。`,
  fileName: () => '请给出文件名；以 - 开头的文件名前面要加 ./。',
  tasks: () => '请用逗号隔开的任务，例如 main.1,main.2。',
};
