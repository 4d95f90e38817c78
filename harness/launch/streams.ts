import { constants, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Stream } from '../trace/trace.ts';

/** A FIFO through which a stream of a program comes. */
export interface StreamFifo {
  name: Stream;
  path: string;
  descriptor: number;
  socket: Socket;
}

/** Takes what a program prints, as it comes. */
export type TakeOutput = (stream: Stream, chunk: Buffer) => void;

const STREAMS = ['stdout', 'stderr'] as const;

/** The FIFOs for the programs' streams, which a workspace has from the beginning. */
export const streamsIn = (folder: string): string[] => STREAMS.map((name) => join(folder, name));

/** They are held open for writing too, so that they never end. */
export function openStreams(folder: string): StreamFifo[] {
  return STREAMS.map((name) => {
    const path = join(folder, name);
    const descriptor = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const socket = new Socket({ fd: descriptor, readable: true, writable: false });
    return { name, path, descriptor, socket };
  });
}

const buffer = Buffer.alloc(65_536);

/** Read a FIFO empty. */
export function drainStream(
  { name, descriptor }: Pick<StreamFifo, 'name' | 'descriptor'>,
  take: TakeOutput | undefined,
): void {
  try {
    for (;;) {
      const length = readSync(descriptor, buffer);
      take?.(name, Buffer.from(buffer.subarray(0, length)));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
}
