import type { OutputMistakes } from '../../messages/evidence/output.ts';
import type { Find } from '../../source/find.ts';
import { calls, type Looks, printing } from './clues.ts';

/** What prints the lines; and what is looked for before it, if anything. */
const printed =
  (...finds: readonly Find[]): Looks<{ any: unknown }>['any'] =>
  (_, clues) => [...finds, printing(clues)];

/** What reaches another task before the sleep that it should follow, where one still sleeps. */
const sentTooEarly = (sleeper: string | undefined): Find[] =>
  sleeper === undefined ? [] : [{ find: 'sent-too-early' }];

export const OUTPUT_LOOKS: Looks<OutputMistakes> = {
  'wrong-text': ({ found }, clues) => [
    ...(/\bThread-\d/.test(found) ? [{ find: 'unnamed-task' } as const] : []),
    printing(clues),
  ],
  'wrong-decimals': printed(),
  'wrong-number': ({ lacks }, clues) => [
    ...(lacks === undefined ? [] : [{ find: 'result-unused' } as const]),
    printing(clues),
  ],
  'wrong-process-id': printed(),
  'wrong-stream': printed(),
  'wrong-line-end': printed({ find: 'line-end' }),
  'missing-lines': printed(),
  'stops-too-early': printed({ find: 'unanswered-wait' }),
  'extra-lines': printed(),
  'child-runs-on': printed({ find: 'child-branch' }),
  'daemon-joined': ({ task }, clues) => [
    { find: 'join', task },
    { find: 'daemon-joined' },
    { find: 'creation', task },
    printing(clues),
    ...calls('join'),
  ],
  'result-read-too-early': printed({ find: 'read-before-join' }),
  'lost-update': printed({ find: 'read-before-lock' }, { find: 'missing-lock' }),
  'extra-lock': printed({ find: 'held-lock' }, { find: 'created', what: 'lock' }),
  'not-shared': printed({ find: 'shared-variable' }),

  'output-held-back': printed({ find: 'held-output' }),
  'line-in-pieces': printed(),
  'printed-too-early': ({ task, sleeper }, clues) => [
    ...sentTooEarly(sleeper === task ? undefined : sleeper),
    printing(clues),
  ],
  'printed-too-late': printed(),
  'sleep-not-awaited': printed({ find: 'sleep-not-awaited' }),
  'lines-out-of-order': ({ sleeper, waiting: task }, clues) => [
    ...sentTooEarly(sleeper),
    ...(clues.lines ?? []).map((line) => ({ find: 'result-order', line }) as const),
    ...(task === undefined ? [] : [{ find: 'calls', kinds: ['join'], task } as const]),
    printing(clues),
  ],
  'tasks-swapped': printed(...calls('start')),
  'order-never-occurs': printed({ find: 'wait-between-starts' }),
  'impossible-order': (_, clues) => {
    const [line] = clues.lines ?? [];
    return [{ find: 'missing-join', ...(line !== undefined && { line }) }, printing(clues)];
  },
};
