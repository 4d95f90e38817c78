import { print } from '../../../ts-ports/python/builtins.ts';
import { Process } from '../../../ts-ports/python/multiprocessing.ts';
import { sleep } from '../../../ts-ports/python/time.ts';

export function work(number: number) {
  sleep(1);
  print(`task ${number}`);
}

if (import.meta.main) {
  const count = Number(process.env.TASKS);
  const tasks = Array.from({ length: count }, (_, i) => new Process({ target: work, args: [i] }));
  for (const task of tasks) task.start();
  for (const task of tasks) await task.join();
}
