import { readlinkSync } from 'node:fs';
import { namesIn, textIn } from './files.ts';

/** What a link in /proc points to. */
export function linkIn(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined; // It is closed, or not ours to see.
  }
}

/** Where the descriptors of a process are: links to its open files. */
export const descriptorsIn = (folder: string): string[] =>
  namesIn(`${folder}/fd`).map((descriptor) => `${folder}/fd/${descriptor}`);

/**
 * An open file of a process, by the name that the kernel has for it: `pipe:[1234]`, `/dev/pts/0`.
 *
 * @param folder of the process
 */
export const fileOf = (folder: string, descriptor: number): string | undefined =>
  linkIn(`${folder}/fd/${descriptor}`);

/** What a process has open, by the same names. */
export const filesIn = (folder: string): string[] =>
  descriptorsIn(folder).flatMap((path) => linkIn(path) ?? []);

/** The descriptors that one of epoll watches. */
export function watchedBy(folder: string, epoll: number | bigint): number[] {
  const info = textIn(`${folder}/fdinfo/${epoll}`);
  return [...info.matchAll(/^tfd:\s+(\d+)/gm)].map(([, descriptor]) => Number(descriptor));
}
