import type { ClockName } from '../trace/trace.ts';
import { createFindings } from './findings.ts';
import { type Guard, openGuard } from './guard.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** Some workspaces, each of which is lent to one run at a time. */
export interface Lanes extends AsyncDisposable {
  count: number;
  /**
   * Do something in a workspace; waits until one is free.
   *
   * @throws Error if the lanes are being disposed of
   */
  lend: <Result>(use: (workspace: Workspace) => Promise<Result>) => Promise<Result>;
  /** Waits until every workspace has come back, then removes them all. */
  [Symbol.asyncDispose]: () => Promise<void>;
}

interface Borrower {
  resolve: (workspace: Workspace) => void;
  reject: (error: Error) => void;
}

/**
 * @param server as for a workspace
 * @param shared `guard`: without, the lanes have one of their own
 */
export function createLanes(
  clock: ClockName,
  count: number,
  server?: string,
  shared: { guard?: Guard } = {},
): Lanes {
  const all: Workspace[] = [];
  const free: Workspace[] = [];
  const waiting: Borrower[] = [];
  const lent = new Set<Promise<unknown>>();
  const findings = createFindings();
  let { guard } = shared;
  const create = () => {
    guard ??= openGuard();
    return createWorkspace(clock, server, { guard, findings });
  };
  let closed = false;
  const borrow = async () => {
    if (closed) throw new Error('these lanes are closed');
    const workspace = free.pop();
    if (workspace !== undefined) return workspace;
    if (all.length < count) {
      const made = create();
      all.push(made);
      return made;
    }
    return new Promise<Workspace>((resolve, reject) => waiting.push({ resolve, reject }));
  };
  /** If a program has removed what the next one needs, the next one gets a new workspace. */
  const wholeFrom = async (workspace: Workspace) => {
    if (workspace.isWhole()) return workspace;
    all.splice(all.indexOf(workspace), 1);
    await workspace[Symbol.asyncDispose]();
    const made = create();
    all.push(made);
    return made;
  };
  const giveBack = async (lent: Workspace) => {
    const workspace = await wholeFrom(lent);
    const next = waiting.shift();
    if (next === undefined) free.push(workspace);
    else next.resolve(workspace);
  };
  return {
    count,
    lend(use) {
      const loan = (async () => {
        const workspace = await borrow();
        try {
          return await use(workspace);
        } finally {
          await giveBack(workspace);
        }
      })();
      lent.add(loan);
      const comeBack = () => lent.delete(loan);
      loan.then(comeBack, comeBack);
      return loan;
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('these lanes are closed'));
      while (lent.size > 0) await Promise.allSettled(lent);
      await Promise.all(all.splice(0).map((workspace) => workspace[Symbol.asyncDispose]()));
      if (shared.guard === undefined) guard?.[Symbol.dispose]();
    },
  };
}
