import type { ClockName } from '../observe/trace.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** Some workspaces, each of which is lent to one run at a time. */
export interface Lanes extends Disposable {
  count: number;
  /** Do something in a workspace; waits until one is free. */
  lend: <Result>(use: (workspace: Workspace) => Promise<Result>) => Promise<Result>;
}

/** @param server as for a workspace */
export function createLanes(clock: ClockName, count: number, server?: string): Lanes {
  const all: Workspace[] = [];
  const free: Workspace[] = [];
  const waiting: ((workspace: Workspace) => void)[] = [];
  const borrow = () => {
    const workspace = free.pop();
    if (workspace !== undefined) return Promise.resolve(workspace);
    if (all.length < count) {
      const made = createWorkspace(clock, server);
      all.push(made);
      return Promise.resolve(made);
    }
    return new Promise<Workspace>((resolve) => waiting.push(resolve));
  };
  return {
    count,
    async lend(use) {
      const workspace = await borrow();
      try {
        return await use(workspace);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(workspace);
        else next(workspace);
      }
    },
    [Symbol.dispose]() {
      for (const workspace of all) workspace[Symbol.dispose]();
    },
  };
}
