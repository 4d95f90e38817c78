import fc from 'fast-check';

/** Characters of one to four bytes, controls, digits and dots, but no process id: what a line is made of. */
const CHARACTERS = [
  'a',
  'Z',
  ' ',
  '7',
  '12',
  '.',
  '[',
  'é',
  '一',
  '进',
  '😀',
  '\0',
  '\t',
  '\uFFFD',
];

/** Text in one line. (fast-check’s own `unit: 'binary'` takes two seconds to be made.) */
export const oneLine = fc.string({ unit: fc.constantFrom(...CHARACTERS) });
