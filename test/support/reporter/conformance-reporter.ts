import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { UserConsoleLog } from 'vitest';
import type { Reporter, TestModule, TestSpecification, Vitest } from 'vitest/node';
import { en } from '../../../harness/messages/en/index.ts';
import { type Look, lookOf } from '../../../harness/report/look.ts';
import { ORIGINALS } from '../../conformance/pair-files.ts';
import { countsOf, errorsOf, pairResult, pairResultsByTest, type Words } from './collect.ts';
import { add, NONE, type PairResult, type RoomResult } from './results.ts';
import { type StatusLine, showStatus } from './status-line.ts';
import {
  headText,
  pairResultText,
  realClockText,
  roomText,
  statusText,
  summaryText,
} from './text.ts';

/** Cells of a line where nobody says how many there are. */
const WIDTH = 80;

/** The room whose tests are the pairs'. */
const CONFORMANCE = 'conformance';

/**
 * Prints the pairs first and as what they are, then a line for each room of other tests. What is
 * printed is made in text.ts; here it is put in order as it comes.
 */
export default class ConformanceReporter implements Reporter {
  #vitest!: Vitest;
  #look!: Look;
  #begun = 0;
  #status: StatusLine | undefined;
  #sections: Section[] = [];
  #running = new Set<TestModule>();
  #ended: TestModule[] = [];
  #said = new Map<string, string[]>();
  #headed = false;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    const { stdout } = process;
    const width = stdout.isTTY ? stdout.columns : WIDTH;
    this.#look = { ...lookOf(stdout, en), width };
    vitest.logger.onTerminalCleanup(() => this.#status?.stop());
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#begun = performance.now();
    this.#headed = false;
    this.#ended = [];
    this.#said.clear();
    this.#sections = sectionsOf(specifications);
    this.#status = showStatus(process.stdout, () => this.#goingOn());
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.add(module);
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module);
    this.#ended.push(module);
    this.#flush();
  }

  onUserConsoleLog({ taskId, content }: UserConsoleLog): void {
    const room = this.#vitest.state.idMap.get(taskId ?? '')?.file.projectName ?? '';
    this.#said.set(room, [...(this.#said.get(room) ?? []), content.trim()]);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly unknown[],
    reason: string,
  ): void {
    this.#ended = [...modules];
    this.#flush();
    this.#status?.stop();
    const results = this.#sections.map((section) => this.#resultOf(section));
    const pairs = results.flatMap(({ pair }) => pair ?? []);
    const rooms = results.flatMap(({ room }) => room ?? []);
    for (const error of unhandled) process.stdout.write(this.#words('outside of a test', error));
    const total = add([countsOf(modules), { ...NONE, failed: unhandled.length }]);
    const seconds = (performance.now() - this.#begun) / 1000;
    const interrupted = reason === 'interrupted';
    const leftOut = this.#leftOut(pairs);
    const summary = { pairs, rooms, total, seconds, leftOut, interrupted };
    process.stdout.write(`${summaryText(summary, this.#look)}\n`);
  }

  onWatcherStart(): void {
    process.stdout.write('\n Waiting for changes; h for help, q to quit.\n');
  }

  /** Print what is over, in the order of the sections. */
  #flush(): void {
    for (const section of this.#sections) {
      if (section.printed) continue;
      const ended = this.#ended.filter(({ moduleId }) => section.files.has(moduleId));
      if (ended.length < section.files.size) return;
      section.printed = true;
      const text = this.#textOf(section);
      if (text !== undefined) this.#status?.print(text);
    }
  }

  #textOf(section: Section): string | undefined {
    const { pair, realClock, room } = this.#resultOf(section);
    if (pair !== undefined && pair.passed + pair.failed > 0) {
      const { judged } = pair;
      const head =
        this.#headed || judged === undefined ? [] : [headText(judged.verdict, this.#look)];
      this.#headed ||= judged !== undefined;
      return [...head, pairResultText(pair, this.#look)].join('\n');
    }
    if (realClock !== undefined && realClock.passed + realClock.failed > 0) {
      return realClockText(realClock, this.#look);
    }
    if (room !== undefined && room.passed + room.failed > 0) return roomText(room, this.#look);
    return undefined;
  }

  #resultOf({ kind, name, files }: Section): SectionResult {
    const modules = this.#ended.filter(({ moduleId }) => files.has(moduleId));
    const words: Words = (where, error) => this.#words(where, error);
    const [module] = modules;
    if (kind === 'pair' && module !== undefined) return { pair: pairResult(name, module, words) };
    if (kind === 'real clock' && module !== undefined) {
      const seconds = module.diagnostic().duration / 1000;
      const pairs = pairResultsByTest(module, words);
      return { realClock: { pairs, seconds, ...countsOf([module]) } };
    }
    const errors = modules.flatMap((module) => errorsOf(module, words));
    return { room: { name, said: this.#said.get(name) ?? [], errors, ...countsOf(modules) } };
  }

  /** As Vitest puts it: the difference, the code, the stack. */
  #words(where: string, error: unknown): string {
    const { output } = this.#vitest.logger.formatError(error, { showCodeFrame: true });
    const { bad } = this.#look.styles;
    const text = `\n ${bad('FAIL')} ${where}\n${output.trimEnd()}\n`;
    // Vitest has colours wherever CI is set, for a file too.
    return bad('') === '' ? stripVTControlCharacters(text) : text;
  }

  #goingOn(): string {
    const running = [...this.#running].map(({ moduleId }) => basename(moduleId));
    const seconds = (performance.now() - this.#begun) / 1000;
    return statusText({ counts: countsOf(this.#ended), running, seconds }, this.#look.width);
  }

  /** Test files that `npm test` excludes; where not all pairs ran nobody expects all the rest. */
  #leftOut(pairs: readonly PairResult[]): number {
    const { cliExclude = [], testNamePattern, root } = this.#vitest.config;
    const all = globSync(ORIGINALS, { cwd: root });
    if (pairs.length < all.length || testNamePattern !== undefined) return 0;
    return globSync(cliExclude, { cwd: root }).length;
  }
}

interface Section {
  kind: 'pair' | 'real clock' | 'room';
  /** A pair's stem, or the name of a room. */
  name: string;
  files: Set<string>;
  printed: boolean;
}

interface SectionResult {
  pair?: PairResult;
  realClock?: Parameters<typeof realClockText>[0];
  room?: RoomResult;
}

/** The pairs in their order, real time, then the other rooms. */
function sectionsOf(specifications: readonly TestSpecification[]): Section[] {
  const sections = new Map<string, Section>();
  for (const { moduleId, project } of specifications) {
    const kind = kindOf(moduleId, project.name);
    const name =
      kind === 'pair' ? basename(moduleId, '.py') : kind === 'room' ? project.name : kind;
    const key = `${kind} ${name}`;
    const section = sections.get(key) ?? { kind, name, files: new Set(), printed: false };
    section.files.add(moduleId);
    sections.set(key, section);
  }
  const order = ['pair', 'real clock', 'room'];
  const rooms = ['unit', 'process', 'gallery'];
  const rank = ({ kind, name }: Section) =>
    `${order.indexOf(kind)} ${kind === 'room' ? rooms.indexOf(name) : name}`;
  return [...sections.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

function kindOf(moduleId: string, project: string): Section['kind'] {
  if (project !== CONFORMANCE) return 'room';
  return moduleId.endsWith('.py') ? 'pair' : 'real clock';
}
