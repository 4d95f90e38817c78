/** Exit codes: all conform; some do not; usage or environment; interrupted. */
export const EXIT = { ok: 0, nonconforming: 1, usage: 2, interrupted: 130 } as const;
