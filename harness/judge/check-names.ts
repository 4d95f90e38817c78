/** What is asked of a port, in the order in which it is shown. */
export const CHECKS = ['output', 'timing', 'tasks', 'ending'] as const;
export type CheckName = (typeof CHECKS)[number];
