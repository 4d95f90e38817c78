import { readFileSync } from 'node:fs';
import { filesOf, filesWaitedFor } from './descriptors.ts';
import type { BlockedThread } from './quiescence.ts';

/** Something outside the program that may end a thread's wait. */
export interface Source {
  kind: 'connection' | 'answer' | 'message' | 'change' | 'signal';
  thread: Pick<BlockedThread, 'pid' | 'tid'>;
  /** Of what listens: its port or path, as the observers tell it too. */
  name?: string | undefined;
}

/** One row of /proc/net/tcp or udp (proc(5)): addresses in hex. */
interface Row {
  inode: string;
  table: 'tcp' | 'udp';
  local: string;
  remote: string;
  state: string;
}

const [ESTABLISHED, SYN_SENT, LISTENS] = ['01', '02', '0A'];

/** Of a listening socket in /proc/net/unix: __SO_ACCEPTCON. */
const ACCEPTS = '00010000';

/** By these the processes of Python's multiprocessing find each other. */
const PRIVATE = /\/listener-[^/]*$/;

const SOCKET = /^socket:\[(\d+)\]$/;
const CHANGES = 'anon_inode:inotify';
const SIGNALS = new Set(['pause', 'rt_sigtimedwait']);

/**
 * What of that for which blocked threads wait can come only from outside the program: somebody who
 * connects to a server, an answer, a file that changes, a signal.
 *
 * @param proc where the kernel tells of the program's processes
 */
export function sourcesOf(threads: readonly BlockedThread[], proc: string): Source[] {
  const tables = new Map<number, ReturnType<typeof socketsOf>>();
  const socketsIn = (pid: number) => {
    const known = tables.get(pid) ?? socketsOf(`${proc}/${pid}/net`);
    tables.set(pid, known);
    return known;
  };
  let files: Set<string> | undefined;
  const isOurs = ({ inode }: Row) => {
    files ??= new Set(
      [...new Set(threads.map(({ pid }) => pid))].flatMap((pid) => filesOf(pid, proc)),
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
      const { internet, listening } = socketsIn(pid);
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
  row: Row,
  internet: ReadonlyMap<string, Row>,
  isOurs: (row: Row) => boolean,
): Source['kind'][] {
  const { table, state, local, remote } = row;
  if (table === 'tcp' && state === LISTENS) return ['connection'];
  const others = [...internet.values()].filter((other) => other !== row && other.table === table);
  const isInside = others.some(
    (other) => other.local === remote && other.remote === local && isOurs(other),
  );
  if (state === ESTABLISHED || state === SYN_SENT) return isInside ? [] : ['answer'];
  // Any other socket of the program may send to one that is not connected.
  return table === 'udp' && !others.some(isOurs) ? ['message'] : [];
}

const portOf = ({ local }: Row) => String(Number.parseInt(local.split(':').at(-1) ?? '', 16));

/** Sockets of a network by their inodes. */
function socketsOf(folder: string) {
  const internet = new Map<string, Row>();
  for (const [name, table] of TABLES) {
    for (const [, local = '', remote = '', state = '', ...rest] of rowsOf(`${folder}/${name}`)) {
      const inode = rest[5] ?? '';
      const [own, other] = [short(local), short(remote)];
      internet.set(inode, { inode, table, local: own, remote: other, state });
    }
  }
  const listening = new Map<string, string>();
  for (const [, , , flags, , , inode = '', path] of rowsOf(`${folder}/unix`)) {
    if (flags === ACCEPTS && path !== undefined) listening.set(inode, path);
  }
  return { internet, listening };
}

const TABLES = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
] as const;

/** An address of IPv4 in IPv6, as that of IPv4. */
const short = (address: string) => address.replace(/^0{16}FFFF0000/, '');

function rowsOf(file: string): string[][] {
  try {
    const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
    return rows.map((row) => row.trim().split(/\s+/));
  } catch {
    return []; // The process has ended, or this kernel has no such network.
  }
}
