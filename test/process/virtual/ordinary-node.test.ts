import { describe, expect, test } from 'vitest';
import { useVirtualClock } from '../../support/virtual.ts';

const { tell } = useVirtualClock();

/** What each program prints under the virtual clock, by whom and when: as it does in real time. */
const PROGRAMS: Record<string, string[]> = {
  'sets-timers.mjs': [
    '0 main: sync false',
    '0 main: micro',
    '0 main: micro 2',
    '0 main: tick',
    '0 main: immediate',
    '0.2 main: interval 1',
    '0.4 main: interval 2',
    '0.5 main: args 1 two 0.5',
    '0.55 main: refreshed 0.6',
    '0.6 main: interval 3',
    '0.6 main: exit 0 0.6',
    '0.6 end: exit code 0',
  ],
  'awaits-timers.mjs': [
    '0.2 main: value',
    '0.35 main: tick 1',
    '0.5 main: tick 2',
    '0.65 main: tick 3',
    '0.65 main: soon',
    '0.85 main: AbortError ABORT_ERR',
    '0.95 main: fast',
    '1.25 main: [ 1, 4, 9 ]',
    "1.26 main: [ 'fulfilled', 'rejected' ]",
    '1.26 end: exit code 0',
  ],
  // Its parent has a Worker's last message before it is told of its end, as where nothing hurries.
  'says-it-is-done-and-ends.mjs': [
    '0.1 main: result 1',
    '0.1 main: worker 1 exits with 0',
    '0.2 main: result 4',
    '0.2 main: worker 2 exits with 0',
    '0.3 main: result 9',
    '0.3 main: all 1 4 9',
    '0.3 main: worker 3 exits with 0',
    '0.3 end: exit code 0',
  ],
  'pools-workers.ts': [
    '0.33 main: fact(3) = 6',
    '0.55 main: fact(5) = 120',
    '0.66 main: fact(1) = 1',
    '0.77 main: fact(4) = 24',
    '0.77 main: codes [ 1, 1 ]',
    '0.77 end: exit code 0',
  ],
  'passes-messages.mjs': [
    '0 main: { message: { sync: true } }',
    '0 main: online',
    '0.12 main: port hey1',
    '0.24 main: port hey2',
    '0.24 main: port done',
    '0.4 main.1: worker 1 heard extra, extra',
    '0.4 main: worker exit 9',
    '0.4 end: exit code 0',
  ],
  'asks-itself-over-http.mjs': [
    "0 main: { url: '/hello', method: 'GET', body: '' }",
    "0 main: { url: '/post', method: 'POST', body: 'data' }",
    '0.3 main: TimeoutError',
    '0.5 main: part 0;part 1;',
    '0.7 main: request timed out',
    '0.7 main: closed',
    '1.15 end: exit code 0',
  ],
  'chats.mjs': [
    String.raw`0.2 main: bob got "hi bob\n"`,
    String.raw`0.35 main: ann got "hi ann\n"`,
    '0.45 main: bob end',
    '1.05 main: server: idle client dropped',
    String.raw`1.05 main: ann got "bye\n"`,
    '1.05 main: ann end',
    '1.05 main: server closed',
    '1.05 end: exit code 0',
  ],
  'keeps-connections-alive.mjs': [
    '0.1 main: answer to /100, reused: false',
    '0.3 main: still waiting',
    '0.5 main: answer to /400, reused: true',
    '0.8 main: answer to /300, reused: true',
    '1.1 main: gave up: ECONNRESET',
    '1.2 main: kept',
    '1.2 main: answer to /100, reused: true',
    '9.3 main: kept',
    '9.3 main: answer to /100, reused: false',
    '9.5 main: the server closes what is silent',
    '9.5 main: ERR_OUT_OF_RANGE',
    '9.5 main: ERR_INVALID_ARG_TYPE',
    '9.5 end: exit code 0',
  ],
  'writes-in-small-pieces.mjs': [
    '0 main: 0.0 1 head body end',
    '0 main: 0.0 2 head body end',
    '0 main: 0.0 3 head body end',
    '0 main: 0.0 4 head body end',
    '0 main: 0.0 5 head body end',
    '0 end: exit code 0',
  ],
  'watches-a-file.mjs': [
    '0 main: 0.0 StatWatcher function 3',
    '0 main: 0.0 ERR_INVALID_ARG_TYPE',
    '0 main: 0.0 missing 0n false true 0n',
    '0.4 main: 0.4 one 2 1 true',
    '0.4 main: 0.4 two 2',
    '0.8 main: 0.8 missing 4n true false 0n',
    '1.2 main: 1.2 two 0',
    '1.5 main: 1.5 end',
    '1.5 end: exit code 0',
  ],
};

describe.concurrent('an ordinary Node program', () => {
  test.each(Object.keys(PROGRAMS))('%s', async (name) => {
    expect(await tell(`ordinary/${name}`)).toEqual(PROGRAMS[name]);
  });
});
