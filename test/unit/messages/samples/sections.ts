import { doubts, runs } from './runs.ts';
import type { SectionSamples } from './samples.ts';

const PAIRS = ['01_sequential', '02_processes'];
const WHY = '“…”';
const LINE = '02_processes timing: “…”';
const REFUSALS = [
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'ENOMEM',
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
] as const;
const all = { exhaustive: true, runs: 20, estimate: 20 };
const some = { exhaustive: false, runs: 200, estimate: 3400 };
const counts = { processes: 2, threads: 1 };

export const sections: SectionSamples = {
  errors: {
    unknownPair: [
      ['2', [], PAIRS],
      ['seq', ['01_sequential'], PAIRS],
    ],
    unknownCommand: [['chekc', 'check']],
    notAPort: [['port.py', '02']],
    unknownClock: [['wall', ['virtual', 'real']]],
    noVirtualClockOn: [['darwin']],
    notInRealTime: [['explore']],
    limitNotInRealTime: [['time'], ['instant'], ['polls'], ['generations']],
    limitBeforeUntil: [[9, 'wall', 5]],
    exploreOneOrder: [[]],
    rawInJson: [[]],
    verboseInJson: [[]],
    junitOverwrites: [['port.ts']],
    cannotRehearse: [['port.ts', '“…”']],
    drawsNothing: [['port.ts', [7, 6]]],
    wrongDurations: [['port.ts', [7, 6], 1]],
    durationOutOfRange: [['port.ts', 4, 5, 10]],
    pairNotJudged: [['known.txt:2', '02_processes', LINE]],
    failureTwice: [['known.txt:2', 'known.txt:1', '02_processes timing']],
    unreadableFailures: [['known.txt', WHY, LINE]],
    badFailure: [['known.txt:2', LINE, WHY, LINE]],
    cannotWriteReport: [['report.xml', WHY]],
    cannotPrint: [[WHY]],
    interrupted: [[]],
    whyUsage: {
      invalidFormat: [[]],
      noSuchCheck: [['time', ['output', 'timing', 'tasks', 'ending']]],
      isFolder: [[]],
      isFull: [[]],
    },

    refused: [
      ...REFUSALS.map((refusal) => [refusal, 'open', '/tmp'] as [typeof refusal, string, string]),
      ['EIO', undefined, undefined],
    ],
    harnessFailed: [[WHY]],
    toolMissing: [['mkfifo']],
    cannotUseFolder: [['/tmp', WHY]],
    lowLimit: [
      ['Max open files', '256', '512', 'ulimit -n 1024'],
      ['Max address space', '2 GB', '32 GB', 'ulimit -v unlimited'],
      ['Max data size', '2 GB', '16 GB', 'ulimit -d unlimited'],
      ['Max file size', '1 MB', '64 MB', 'ulimit -f unlimited'],
      ['Max cpu time', '60 s', '120 s', 'ulimit -t unlimited'],
    ],
    fewThreads: [[127, 128]],
    noNullDevice: [['/dev/zero']],
    noVirtualClockHere: [[WHY]],
    wrongProc: [
      ['/proc', 12, '1'],
      ['/proc', 12, undefined],
    ],
    oldPython: [
      [[{ name: 'python3', version: '3.7.9' }], '3.8', 'linux'],
      [
        [
          { name: 'python3', version: '3.7.9' },
          { name: 'python', version: '2.7.18' },
        ],
        '3.8',
        'darwin',
      ],
    ],
    hangingPython: [['python3']],
    noPython: [
      [['python3', 'python'], false, '3.8', 'win32'],
      [['/no/such'], true, '3.8', 'linux'],
    ],
    pythonPrints: [['/bin/python3', 'hello']],
    noSandbox: [
      [WHY, 'elsewhere'],
      [WHY, 'absent'],
      [WHY, 'failing'],
    ],
    whyEnvironment: {
      folder: [['ENOENT'], ['ENOTDIR'], ['EACCES'], ['EPERM']],
      refusal: REFUSALS.map((refusal) => [refusal] as [typeof refusal]),
      fullFolder: [[12]],
      noMoreFiles: [[]],
      becameFull: [[]],
      otherNamespace: [['/proc']],
      unreadableProc: [['/proc', WHY]],
      notLinux: [[]],
      nodeFails: [[WHY]],
      noLibrary: [['/bin/python3']],
      bubblewrapSilent: [[]],
      needsLinux59: [[WHY]],
    },

    noProgram: [['port.ts', '/home/port.ts', 'example.py']],
    cannotRun: [['port.ts', WHY, 'example.py']],
    unknownLanguage: [['port.rs', '.rs', ['.py', '.ts', '.js']]],
    backslash: [['port.ts']],
    badInput: [
      ['standard input', 'input.txt', WHY],
      ['working folder', 'input.txt', WHY],
    ],
    cannotStart: [['/bin/python3', WHY]],
    parentLost: [
      ['port.ts', ''],
      [undefined, WHY],
    ],
    whyProgram: {
      isDirectory: [[]],
      isNoFile: [[]],
      mayNotRead: [[]],
      noSuchFolder: [[]],
      noProcessId: [['hello']],
      endedFirst: [
        [1, ''],
        [1, WHY],
      ],
    },
  },

  told: {
    ...runs,
    ...doubts,
    anyTasks: [[0], [1], [2]],
    totals: [
      [[7], [7], [{ kind: 'max', pieces: [7, 6] }]],
      [
        [7, 13],
        [7, 13.01],
        [
          { kind: 'max', pieces: [7, 6] },
          { kind: 'sum', pieces: [7, 6] },
        ],
      ],
    ],
    sleepRow: [
      ['original', 'main.1', 7, 0, 7],
      ['port', 'main.1', 7, 0, Number.POSITIVE_INFINITY],
    ],
    moreRows: [['port', 3]],
    sleeps: [
      ['main.1', 7, 0, 7],
      ['main.1', 7, 0, Number.POSITIVE_INFINITY],
    ],
    printsTotal: [['main', 7, 7.01]],
    sameLines: [
      [1, 1],
      [7, 3],
    ],
    sameTasks: [[counts]],
    inventory: [
      ['original', ['main.1'], 0],
      ['port', ['main.1', 'main.2'], 3],
    ],
    taskOf: [
      ['main.1', 'process', undefined],
      ['main.1', 'thread', undefined],
      ['main.1', 'process', 'sleep 5'],
    ],
    more: [[3]],
    noted: [
      ['1.00 s main: …', ['stderr', 'no line end']],
      ['1.00 s main: …', ['invalid UTF-8']],
    ],
    printedBy: [['“…”', 'main', 'main.1']],
    endsAlike: [[0, 0.01]],
    printsLast: [['main', 7]],
    ends: [
      ['main', 7, 0, null],
      ['main.1', 7, null, 'SIGKILL'],
      ['main.2', 7, null, null],
    ],
    sameOrders: [
      [1, 1, { original: all, port: all }],
      [20, 20, { original: all, port: some }],
      [3, 20, { original: some, port: all }],
    ],
    coverage: [[{ original: all, port: all }], [{ original: some, port: all }]],
    partlyTried: [['port', 200, 3400]],
    onlyOne: [['original'], ['port']],
    endsIn: [['deadlock']],
    bothTimes: [[7, 6, '“…”']],
  },

  report: {
    needsLinux: [['darwin']],
    seed: [[7]],
    tried: [[['“…”', '“…”']]],
    error: [['deadlock']],
    follows: [[['“…”']], [['“…”', '“…”']], [['“…”', '“…”', '“…”']]],
    followsFrom: [['deadlock']],
    at: [['“…”', 'port.ts:19']],
    morePlaces: [[1], [2]],
    moreReasons: [[3]],
    moreConsequences: [[3]],
    expectedFailure: [['“…”']],
    passesUnexpectedly: [['“…”', 'known.txt:1']],
    noteOf: { original: [['“…”']], port: [['“…”']] },
    summary: [
      [{ all: 12, conforming: 12, failed: 0, known: 0, inconclusive: 0, passing: 0 }],
      [{ all: 1, conforming: 0, failed: 1, known: 0, inconclusive: 0, passing: 0 }],
      [{ all: 12, conforming: 6, failed: 2, known: 1, inconclusive: 2, passing: 1 }],
      [{ all: 12, conforming: 0, failed: 1, known: 2, inconclusive: 1, passing: 2 }],
    ],
    conforms: [['port.ts', '02_processes']],
    conformsButKnown: [['port.ts', '02_processes']],
    doesNotConform: [['port.ts', '02_processes']],
    couldNotBeJudged: [['port.ts', '02_processes']],
    knownPasses: [['port.ts']],
    computing: [['main.1', 12]],
    runs: [[1], [2]],
  },

  explain: { unknown: [['deadlok']], didYouMean: [['deadlock']] },

  timeline: {
    starts: [['process'], ['thread'], ['unknown']],
    ends: [
      ['process', 0],
      ['thread', null],
    ],
    killed: [['process', 'SIGKILL']],
    sleeps: [[7]],
    waits: [[7]],
    moreRows: [
      [1, 0, 7],
      [2, 0, 7],
    ],
    moreTasks: [[1], [2]],
    after: [['“…”', 7]],
    exited: [[0]],
    killedBy: [['SIGKILL']],
    leftBehind: [
      ['“…”', 1],
      ['“…”', 2],
    ],
  },

  commandLine: {
    missingArgument: [['program']],
    missingValue: [['--seed <n>']],
    invalidValue: [['--seed <n>', 'x', '“…”']],
    unknownOption: [['--sed']],
    unknownCommand: [['chekc']],
    tooMany: [
      ['verify', '1', '2', 'port.ts, port.py'],
      [undefined, '2', '3', 'port.ts, port.py'],
    ],
    didYouMean: [['--seed'], ['--seed, --stdin']],
    allowed: [['virtual, real']],
    wholeNumber: [[0], [1]],
    seconds: [[1e9]],
    secondsList: [[]],
    limit: [[['cpu', 'lines']]],
    fileName: [[]],
    tasks: [[]],
  },

  help: { default: [['1']], choices: [[['virtual', 'real']]] },
};
