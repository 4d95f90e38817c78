import { afterEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../../harness/cli/main.ts';
import { lockstep } from '../../support/lockstep.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs the command within this process, which saves a start. */
async function run(line: string) {
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest: unknown[]) => {
      printed[name] += text;
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  }
  const exitCode = await main(line.split(' '));
  return { ...printed, exitCode };
}

const PORT = 'ts-ports/01_sequential.ts';
const THREADS = 'python-originals/03_threads.py';

describe('help', () => {
  test.each([
    ['--help', 'lockstep verify 02 03'],
    ['verify --help', 'lockstep verify 02 --durations 7,6'],
    ['help verify', 'lockstep verify 02 --durations 7,6'],
    ['check --help', 'lockstep check 02 ts-ports/02_processes.ts'],
    ['run --help', `lockstep run ${THREADS} --durations 7,6`],
    ['explain --help', 'lockstep explain'],
  ])('for “%s” has the example “%s”', async (line, example) => {
    const { stdout, stderr, exitCode } = await run(line);
    expect(stdout).toMatch(/^Usage: lockstep /);
    expect(stdout).toContain(`Examples:\n  $ ${example}`);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  test.each(['verify', 'run'])('of %s has every option', async (verb) => {
    const { stdout } = await run(`${verb} --help`);
    for (const option of ['--clock', '--seed', '--durations', '--json']) {
      expect(stdout).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
    }
  });
});

test.each(['verify', 'check'])('help of %s tells how it is used by machines', async (verb) => {
  const { stdout } = await run(`${verb} --help`);
  for (const option of ['--junit <file>', '--known-failures <file>']) {
    expect(stdout).toContain(`  ${option} `);
  }
  expect(stdout).toMatch(/\n {2}\$ lockstep .* --junit \S+\.xml --known-failures \S+\.txt\n/);
  expect(stdout).toContain('PAIR CHECK: REASON');
});

describe('the help of', () => {
  const lines = async (verb: string) => (await run(`${verb} --help`)).stdout.split('\n');

  test.each(['', 'verify', 'check', 'run', 'explain'])(
    '%s has descriptions of 60 characters at most',
    async (verb) => {
      for (const row of await lines(verb)) {
        const [, description] = /^ {2}\S.*? {2,}(\S.*)$/.exec(row) ?? [];
        expect(description ?? '').toHaveLength(Math.min(60, (description ?? '').length));
        expect(row.length).toBeLessThanOrEqual(80 + 20);
      }
    },
  );

  test.each(['verify', 'check', 'run'])('%s names no option that it has not', async (verb) => {
    const rows = await lines(verb);
    const own = new Set(rows.flatMap((row) => /^ {2}(?:-\w, )?(--[a-z-]+)/.exec(row)?.[1] ?? []));
    for (const [option] of rows.join('\n').matchAll(/--[a-z-]+/g)) expect(own).toContain(option);
  });
});

describe('lockstep explain', () => {
  test('lists every kind of mistake', async () => {
    const { stdout, exitCode } = await run('explain');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^Mistakes in the output\n(.*\n)* {2}ran-in-sequence +tasks run one after/,
    );
  });

  test('prints the page of one, in the language that is asked for', async () => {
    expect((await run('explain ran-in-sequence')).stdout).toMatch(
      /^ran-in-sequence\n\nTasks that should/,
    );
    const { stdout } = await run('explain ran-in-sequence --lang zh');
    expect(stdout).toMatch(/^ran-in-sequence\n\n\p{Script=Han}/u);
  });

  test('prints it as JSON, in English', async () => {
    const { stdout } = await run('explain ran-in-sequence --json --lang zh');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ version: 1, id: 'ran-in-sequence', check: 'timing' },
      title: 'tasks run one after the other instead of side by side',
      markdown: expect.stringMatching(/^# ran-in-sequence\n\nTasks that should/),
    });
  });

  test('lists them as JSON, in English', async () => {
    const { stdout } = await run('explain --json --lang zh');
    const { version, mistakes } = JSON.parse(stdout);
    expect({ version, first: mistakes[0] }).toEqual({
      version: 1,
      first: { id: 'wrong-text', check: 'output', title: 'a line has another text' },
    });
  });
});

test.each(['--version', '-V'])('%s prints the version', async (option) => {
  const { stdout, stderr, exitCode } = await run(option);
  expect(stdout).toMatch(/^lockstep \d+\.\d+\.\d+\n$/);
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
});

test('a schedule that is longer than the choices of the program is told', async () => {
  const { stdout } = await run('run python-originals/01_sequential.py --replay main.7 --json');
  expect(JSON.parse(stdout).notes).toEqual([
    'the program had 0 choices; --replay names more: main.7',
  ]);
});

describe('exit code 2, nothing on stdout, and what to do about it, for', () => {
  test.each([
    ['an unknown pair', 'verify 99', /There is no pair “99”\.\nChoose from: 01_.*, 02_.*, 03_/],
    [
      'neither a pair nor a command',
      'frobnicate',
      /There is no pair “frobnicate”\.\nChoose from: 01_/,
    ],
    ['no program', 'run', /missing required argument 'program'/],
    ['an unknown program', 'run no.py', /There is no program no\.py\.\n.*\nName a Python/],
    ['a directory', 'run test', /Cannot run test\.\nIt is a folder\.\nName a Python/],
    ['a misspelt command', 'chekc 02 x.ts', /no command “chekc”\.\nDid you mean: lockstep check$/m],
    ['a misspelt pair', 'verify thread', /no pair “thread”\.\nDid you mean 03_threads\?\nChoose/],
    ['no number of runs', 'verify --runs x', /Give a whole number, 0 or more/],
    ['no patience', 'check 02 x.ts --patience 0', /Give a whole number, 1 or more/],
    ['a limit of nothing', 'check 02 x.ts --limit cpu=0', /Give NAME=VALUE, as in cpu=600/],
    ['an unknown limit', 'run x.py --limit patience=9', /NAME is one of: cpu, asleep, wall/],
    ['what is no program', 'run package.json', /language of package\.json\.\n.*“\.json”\.\nName/],
    ['an unknown option', 'verify --frob', /unknown option '--frob'\nRun `lockstep --help` for/],
    ['an unknown language', 'verify --lang fr', /'fr' is invalid\. Allowed choices are en, zh\./],
    [
      'a mistake that there is not',
      'explain no-such',
      /There is no mistake “no-such”\.\nRun `lockstep/,
    ],
    [
      'a misspelt mistake',
      'explain ran-in-sequnce',
      /Did you mean: lockstep explain ran-in-sequence/,
    ],
    ['an unknown clock', 'verify --clock sundial', /'sundial' is invalid\. Allowed choices are/],
    [
      'runs in real time',
      'verify --clock real --runs 5',
      /--runs does not work with the real clock/,
    ],
    [
      'every order in real time',
      'verify --clock real --explore',
      /--explore does not work with the/,
    ],
    [
      'runs in real time',
      `check 01 ${PORT} --clock real --runs 0`,
      /--runs does not work with the real clock\.\nIn real time Lockstep does not/,
    ],
    [
      'a schedule in real time',
      `run ${THREADS} --clock real --replay main`,
      /--replay does not work/,
    ],
    ['every order of one', 'verify --explore --runs 0', /--explore does not work with --runs 0/],
    [
      'virtual time in real time',
      'verify --clock real --limit time=9',
      /--limit time does not work/,
    ],
    ['one instant in real time', 'verify --clock real --limit instant=9', /--limit instant does/],
    ['polls in real time', `run ${THREADS} --clock real --limit polls=9`, /--limit polls does not/],
    [
      'a limit before the end',
      `run ${THREADS} --clock real --until 9 --limit wall=5`,
      /--until 9 does not work with --limit wall=5\.\n/,
    ],
    ['the checks in JSON', 'verify 01 --verbose', /--verbose does not work with --json/],
    ['raw escape sequences', `run ${THREADS} --raw`, /--raw does not work with --json/],
    [
      'a report over the port',
      `check 01 ${PORT} --junit ./${PORT}`,
      /--junit would overwrite ts-ports\/01_sequential\.ts\.\n.*\nName another file/,
    ],
    [
      'a report over what is expected',
      'verify --known-failures ./known.txt --junit known.txt',
      /--junit would overwrite \.\/known\.txt/,
    ],
    ['a negative seed', 'verify --seed -1', /whole number, 0 or more/],
    ['a broken seed', 'verify --seed 1.5', /whole number, 0 or more/],
    ['durations that are none', `run ${THREADS} --durations 7,x`, /seconds with commas between/],
    [
      'a duration too few',
      `run ${THREADS} --clock real --durations 7`,
      /needs 2 durations; got 1\.\nGive 2 durations\.\n$/,
    ],
    [
      'a duration too short',
      `verify 03 --clock real --durations 4,6`,
      /\nUse whole seconds, 5 to 10\.\n$/,
    ],
    [
      'a report in no folder',
      'verify --junit none/x.xml',
      /a report to none\/x\.xml\.\n.*\nName a/,
    ],
    [
      'a report that is a folder',
      `check 01 ${PORT} --junit test`,
      /report to test\.\nIt is a folder/,
    ],
    [
      'a report without a name',
      'verify --junit',
      /argument '--json' is invalid\. Give the name of a file/,
    ],
    [
      'no known failures',
      'verify --known-failures no.txt',
      /Cannot read .* in no\.txt\.\n.*\nName/,
    ],
    [
      'what knows none',
      `check 01 ${PORT} --known-failures package.json`,
      /^lockstep: package\.json:1 is/,
    ],
  ])('%s: %s', async (_, line, words) => {
    // Whatever is wrong is said before any program runs, and so before Python is looked for.
    if (/--(junit|known)/.test(line)) vi.stubEnv('LOCKSTEP_PYTHON', '/none');
    const { stdout, stderr, exitCode } = await run(`${line} --json`);
    expect(stderr).toMatch(words);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  test.each([`run ${THREADS}`, 'verify'])('no Python: %s', async (line) => {
    vi.stubEnv('LOCKSTEP_PYTHON', '/none');
    const { stdout, stderr, exitCode } = await run(line);
    expect(stderr).toMatch(/^lockstep: No Python found: looked for \/none .*\n.*\nInstall Python/);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });

  test('whoever starts it as a process', async () => {
    const { stdout, stderr, exitCode } = await lockstep(['verify', '99']);
    expect(stderr).toMatch(/^lockstep: There is no pair “99”\./);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
