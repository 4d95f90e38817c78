import { closeSync, constants, existsSync, openSync, rmdirSync, writeSync } from 'node:fs';

/** Write to a file of a control group. @returns whether the kernel has such a file */
export function writeGroup(file: string, text: string): boolean {
  try {
    const descriptor = openSync(file, constants.O_WRONLY);
    try {
      writeSync(descriptor, text);
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch {
    return false; // The kernel has no such file, or the group is gone.
  }
}

/** Remove a control group. @returns whether it is gone */
export function removeGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}
