// Python's os module. There is no fork() here: Node cannot copy a process that is running, with
// its threads and its half-done work, so a new process always begins anew (see multiprocessing.ts).

export function getpid(): number {
  return process.pid;
}

export function getppid(): number {
  return process.ppid;
}
