/** What a thread waits for, as its system call tells. */
export type Awaited =
  | 'lock'
  | 'lock, join or wait'
  | 'input'
  | 'room'
  | 'child'
  | 'input or output'
  | 'events'
  | 'time'
  | 'signal'
  | 'semaphore'
  | 'connection'
  | 'message'
  | 'file lock'
  | 'fifo';

/** What a task waits for that only something outside the program can bring. */
export type Outsider = 'connection' | 'answer' | 'message' | 'change' | 'signal';

/** What a task does that the harness does not own. */
export type Unowned = 'sets file time' | 'reads file time' | 'waits in unknown memory';

/** What a run may have so much of, and no more. */
export type UsedUp = 'messages' | 'bytes' | 'tasks';
