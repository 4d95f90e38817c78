import { readdirSync, readFileSync } from 'node:fs';
import { fileOf } from './descriptors.ts';

/** The sockets of a program as the kernel lists them, by who is at their other end. */
export interface Connections {
  /** Addresses of peers that are no process of the program: `192.0.2.1:80`. */
  outside: string[];
  /** By which somebody outside could connect to the program: `socket:[1234]`. */
  listening: string[];
}

/** A row of /proc/net/tcp, addresses in hex. */
interface Socket {
  local: string;
  remote: string;
  state: string;
  inode: string;
}

const ESTABLISHED = '01';
const CONNECTING = '02';
const LISTENING = '0A';
/** Of a connection that nobody has accepted yet. */
const UNCLAIMED = '0';

const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'];
const MAPPED = /^0{16}FFFF0000(?=[\dA-F]{8}:)/i;
const ANY = /^0+:/;

/** @param pids the processes of the program, as `proc` knows them */
export function connectionsOf(pids: Iterable<number>, proc: string): Connections {
  const processes = [...pids];
  const own = new Set(processes.flatMap((pid) => socketsOf(pid, proc)));
  const sockets = processes.length === 0 || own.size === 0 ? [] : socketsIn(processes, proc);
  const mine = sockets.filter(({ inode }) => own.has(inode));
  const listening = mine.filter(({ state }) => state === LISTENING);
  const byEnds = new Map(sockets.map((socket) => [`${socket.local} ${socket.remote}`, socket]));
  const isInside = ({ local, remote }: Socket) => {
    const peer = byEnds.get(`${remote} ${local}`);
    if (peer === undefined) return false;
    if (peer.inode !== UNCLAIMED) return own.has(peer.inode);
    return listening.some((one) => mayAccept(one.local, remote));
  };
  const outside = mine
    .filter(({ state, remote }) => isOpen(state) && !ANY.test(remote))
    .filter((socket) => !isInside(socket))
    .map(({ remote }) => readable(remote));
  return {
    outside: [...new Set(outside)].sort(),
    listening: listening.map(({ inode }) => `socket:[${inode}]`),
  };
}

const isOpen = (state: string) => state === ESTABLISHED || state === CONNECTING;

/** Whether what listens there is who was called: perhaps at any address of the machine. */
function mayAccept(listener: string, called: string): boolean {
  const portOf = (address: string) => address.slice(address.indexOf(':'));
  return listener === called || (ANY.test(listener) && portOf(listener) === portOf(called));
}

function socketsOf(pid: number, proc: string): string[] {
  const folder = `${proc}/${pid}`;
  try {
    return readdirSync(`${folder}/fd`).flatMap(
      (name) => /^socket:\[(\d+)\]$/.exec(fileOf(folder, Number(name)) ?? '')?.[1] ?? [],
    );
  } catch {
    return []; // It has ended, or is not ours to see.
  }
}

/** All that the kernel lists where the program is: of the first of its processes that still lives. */
function socketsIn(pids: readonly number[], proc: string): Socket[] {
  for (const pid of pids) {
    try {
      return TABLES.flatMap((name) => rowsOf(`${proc}/${pid}/net/${name}`));
    } catch {
      // It has ended.
    }
  }
  return [];
}

function rowsOf(file: string): Socket[] {
  const [, ...rows] = readFileSync(file, 'latin1').trimEnd().split('\n');
  return rows.map((row) => {
    const [, local = '', remote = '', state = '', , , , , , inode = ''] = row.trim().split(/\s+/);
    // An IPv4 address stands in IPv6's table, too, where a server listens by both.
    return { local: local.replace(MAPPED, ''), remote: remote.replace(MAPPED, ''), state, inode };
  });
}

function readable(address: string): string {
  const [host = '', port = ''] = address.split(':');
  const bytes = [...host.matchAll(/../g)].map(([hex]) => Number.parseInt(hex, 16));
  // Each word of an address stands in the processor's order: its last byte first.
  const name = bytes.length === 4 ? bytes.reverse().join('.') : 'an IPv6 address';
  return `${name}:${Number.parseInt(port, 16)}`;
}
