const cell = new Int32Array(new SharedArrayBuffer(4));

/** Wait without a turn of the event loop: for code that cannot await. */
export function sleepNow(milliseconds: number): void {
  Atomics.wait(cell, 0, 0, milliseconds);
}
