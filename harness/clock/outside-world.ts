import { type Said, text } from '../messages/text.ts';
import type { Message } from '../trace/messages.ts';

type Told = Extract<Message, { event: 'outside' | 'listen' | 'unowned' | 'alarm' }>;

/** What the tasks of a run reported about things that the harness does not own but that may wake them. */
export function createOutsideWorld() {
  /** What may end waits in real time, for a reader. */
  const doubts = new Map<string, Said>();
  const doubt = (text: Said) => doubts.set(String(text), text);
  /** By its port or path: the line of the program that listens there. */
  const listening = new Map<string, string>();
  /** By address: with whom outside the program an event loop is connected. */
  const peers = new Map<string, string[]>();
  let alarmed = false;
  return {
    doubts: (): Said[] => [...doubts.values()],
    listening,
    /** Who outside the program may answer the event loop of a task. */
    peersOf: (address: string): readonly string[] => peers.get(address) ?? [],
    /** Whether a signal may come, at whatever time. */
    get alarmed() {
      return alarmed;
    },
    /** @param name of the task that tells it */
    receive(message: Told, name: string): void {
      const { from } = message;
      switch (message.event) {
        case 'outside': {
          const { peer, open } = message;
          const others = peers.get(from) ?? [];
          peers.set(from, open ? [...others, peer] : others.toSpliced(others.indexOf(peer), 1));
          break;
        }
        case 'listen':
          if (message.where !== null) listening.set(message.name, message.where);
          break;
        case 'unowned':
          doubt(text('unowned', name, message.what, message.where ?? undefined));
          break;
        case 'alarm':
          alarmed = true;
          doubt(text('sentSignal', name, message.by, message.where ?? undefined));
      }
    },
  };
}

export type OutsideWorld = ReturnType<typeof createOutsideWorld>;
