/** How a run was cut short: how its program would have gone on is not known. */
export type CutShort =
  | 'stalled'
  | 'spinning'
  | 'timed out'
  | 'too much output'
  | 'endless instant'
  | 'nondeterministic'
  | 'endless'
  | 'idle';
