import type { Outsider } from '../messages/evidence/waits.ts';
import { filesIn } from '../proc/open-files.ts';
import { type InternetSocket, type Sockets, socketsIn } from '../proc/sockets.ts';
import type { BlockedThread } from './blocked-thread.ts';
import { filesWaitedFor } from './descriptors.ts';

/** Something outside the program that may end a thread's wait. */
export interface Source {
  kind: Outsider;
  thread: Pick<BlockedThread, 'pid' | 'tid'>;
  /** Of what listens: its port or path, as the observers tell it too. */
  name?: string | undefined;
}

/** By these the processes of Python's multiprocessing find each other. */
const PRIVATE = /\/listener-[^/]*$/;

const SOCKET = /^socket:\[(\d+)\]$/;
const CHANGES = 'anon_inode:inotify';
const SIGNALS = new Set(['pause', 'rt_sigtimedwait']);

/**
 * What blocked threads wait for that only the outside world can bring: a client that connects, an
 * answer, a file that changes, a signal.
 *
 * @param proc where the kernel tells of the program's processes
 */
export function sourcesOf(threads: readonly BlockedThread[], proc: string): Source[] {
  const tables = new Map<number, Sockets>();
  const socketsOf = (pid: number) => {
    const known = tables.get(pid) ?? socketsIn(`${proc}/${pid}`);
    tables.set(pid, known);
    return known;
  };
  let files: Set<string> | undefined;
  const isOurs = ({ inode }: InternetSocket) => {
    files ??= new Set(
      [...new Set(threads.map(({ pid }) => pid))].flatMap((pid) => filesIn(`${proc}/${pid}`)),
    );
    return files.has(`socket:[${inode}]`);
  };
  return threads.flatMap((thread) => {
    const { pid, tid, wait } = thread;
    const found = (kind: Source['kind'], name?: string): Source => {
      return { kind, thread: { pid, tid }, name };
    };
    if (SIGNALS.has(wait.name)) return wait.timed ? [] : [found('signal')];
    return filesWaitedFor(thread, proc).flatMap((file) => {
      if (file === CHANGES) return [found('change', CHANGES)];
      const [, inode] = SOCKET.exec(file) ?? [];
      if (inode === undefined) return [];
      const { internet, listening } = socketsOf(pid);
      const path = listening.get(inode);
      if (path !== undefined) return PRIVATE.test(path) ? [] : [found('connection', path)];
      const row = internet.get(inode);
      return row === undefined
        ? []
        : kindsOf(row, internet, isOurs).map((kind) => found(kind, portOf(row)));
    });
  });
}

function kindsOf(
  row: InternetSocket,
  internet: ReadonlyMap<string, InternetSocket>,
  isOurs: (row: InternetSocket) => boolean,
): Source['kind'][] {
  const { table, state, local, remote } = row;
  if (table === 'tcp' && state === 'listening') return ['connection'];
  const others = [...internet.values()].filter((other) => other !== row && other.table === table);
  const isInside = others.some(
    (other) => other.local === remote && other.remote === local && isOurs(other),
  );
  if (state === 'established' || state === 'connecting') return isInside ? [] : ['answer'];
  // Any other socket of the program may send to a socket that is not connected.
  return table === 'udp' && !others.some(isOurs) ? ['message'] : [];
}

const portOf = ({ local }: InternetSocket) =>
  String(Number.parseInt(local.split(':').at(-1) ?? '', 16));
