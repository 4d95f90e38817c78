import { textIn } from './files.ts';

/** A socket of IPv4 or IPv6; addresses in hex, with the port behind a colon. */
export interface InternetSocket {
  inode: string;
  table: 'tcp' | 'udp';
  local: string;
  remote: string;
  state: 'established' | 'connecting' | 'listening' | 'other';
}

/** The sockets of a network namespace by their inodes. */
export interface Sockets {
  internet: ReadonlyMap<string, InternetSocket>;
  /** The paths of UNIX sockets that listen. */
  listening: ReadonlyMap<string, string>;
}

const TABLES = [
  ['tcp', 'tcp'],
  ['tcp6', 'tcp'],
  ['udp', 'udp'],
  ['udp6', 'udp'],
] as const;

const STATES: Record<string, InternetSocket['state']> = {
  '01': 'established',
  '02': 'connecting',
  '0A': 'listening',
};

/** The flag of a UNIX socket that listens: __SO_ACCEPTCON. */
const ACCEPTS = '00010000';

/** @param folder of a process in the namespace */
export function socketsIn(folder: string): Sockets {
  const internet = new Map<string, InternetSocket>();
  for (const [name, table] of TABLES) {
    for (const [, local, remote, state = '', ...rest] of rowsOf(`${folder}/net/${name}`)) {
      const inode = rest[5] ?? '';
      internet.set(inode, {
        inode,
        table,
        local: short(local),
        remote: short(remote),
        state: STATES[state] ?? 'other',
      });
    }
  }
  const listening = new Map<string, string>();
  for (const [, , , flags, , , inode = '', path] of rowsOf(`${folder}/net/unix`)) {
    if (flags === ACCEPTS && path !== undefined) listening.set(inode, path);
  }
  return { internet, listening };
}

/** An address of IPv4 in IPv6, as that of IPv4. */
const short = (address = '') => address.replace(/^0{16}FFFF0000/, '');

function rowsOf(table: string): string[][] {
  const [, ...rows] = textIn(table).trimEnd().split('\n');
  return rows.map((row) => row.trim().split(/\s+/));
}
