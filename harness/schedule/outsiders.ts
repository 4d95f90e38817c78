import type { createAgenda } from './agenda.ts';
import { type Connections, connectionsOf } from './connections.ts';
import { fileOf } from './descriptors.ts';
import type { BlockedThread } from './quiescence.ts';
import type { readerOf, Told } from './waits-outside.ts';

/** Who outside the program may let it go on, while it rests. */
export interface Outsiders {
  /** Of these some may do so in their time, which is real. */
  expected: Told[];
  /** Of these nobody is known; but nothing else can let the program go on. */
  possible: Told[];
  /** Only a reader of its standard input waits: the program's own clock stands still for them. */
  isOnlyInput: boolean;
}

/** Milliseconds between two looks while it is known that somebody outside is waited for. */
export const LOOKS = 10;

/**
 * Looks who outside may let a program go on: at the other end of a connection, or of its standard
 * input. Sockets between its own processes are as good as pipes, and of no account.
 *
 * @param pids its processes
 * @param isInputOpen whether its standard input is somebody else's, too
 */
export function watchOutsiders(
  root: number,
  proc: string,
  agenda: Pick<ReturnType<typeof createAgenda>, 'hasNetwork' | 'open' | 'order'>,
  open: ReturnType<typeof readerOf>['open'],
  { pids, isInputOpen }: { pids: () => Iterable<number>; isInputOpen: boolean },
) {
  let input = isInputOpen ? inputOf(root, proc) : undefined;
  const none: Connections = { outside: [], listening: [] };
  let last: { found: Outsiders; at: number } | undefined;
  return (threads: readonly BlockedThread[]): Outsiders => {
    // Who waits for them may wait a little longer; who does not must not go on without them.
    if (last !== undefined && performance.now() - last.at < LOOKS) return last.found;
    const found = look(threads);
    last = found.expected.length > 0 ? { found, at: performance.now() } : undefined;
    return found;
  };

  function look(threads: readonly BlockedThread[]): Outsiders {
    // Where the harness looks for it the program may not have been there yet.
    input ??= isInputOpen ? inputOf(root, proc) : undefined;
    const readers = input === undefined ? [] : open(threads, [input], false);
    const connections = agenda.hasNetwork ? connectionsOf(pids(), proc) : none;
    const waiting = agenda.open().map(({ name, address, open }) => ({
      order: agenda.order(address),
      what: `${name} waits for the network`,
      where: open || undefined,
    }));
    const onNetwork = agenda.hasNetwork ? [...open(threads, [], true), ...waiting] : [];
    const connected = connections.outside.map((peer) => ({
      order: 0,
      what: `the program is connected with ${peer}, which is outside`,
    }));
    const peers = connected.length === 0 ? [] : onNetwork.length > 0 ? onNetwork : connected;
    return {
      expected: [...readers, ...peers],
      possible: open(threads, connections.listening, false),
      isOnlyInput: peers.length === 0,
    };
  }
}

/** A terminal or a pipe; of a file everything is there. */
function inputOf(root: number, proc: string): string | undefined {
  const file = fileOf(`${proc}/${root}`, 0);
  return file !== undefined && /^(pipe:|socket:|\/dev\/(pts|tty|console))/.test(file)
    ? file
    : undefined;
}
