const cell = new Int32Array(new SharedArrayBuffer(4));

/** Waits without a turn of the event loop: for who cannot await. */
export function sleepNow(milliseconds: number): void {
  Atomics.wait(cell, 0, 0, milliseconds);
}
