/** A number with at most three decimals, and no zeros at its end: `6`, `0.25`. */
export const plain = (number: number): string => String(Number(number.toFixed(3)));
