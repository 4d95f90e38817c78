import { drive } from './clock/virtual.ts';
import type { Dice } from './draws/dice.ts';
import { firstCreated, type Policy, replay } from './explore/policy.ts';
import { type Command, commandFor } from './launch/command.ts';
import type { Driven } from './launch/driver.ts';
import { observedEnvironment } from './launch/environment.ts';
import type { Given } from './launch/input.ts';
import { launch } from './launch/launch.ts';
import type { Python } from './launch/python.ts';
import type { Sandbox } from './launch/sandbox.ts';
import { createWorkspace, type Workspace } from './launch/workspace.ts';
import { DEFAULT_LIMITS, type Limits, NOTABLE_EFFORT, NOTABLE_GATES } from './limits.ts';
import type { Said } from './messages/text.ts';
import { assemble, type Observed } from './trace/assemble.ts';
import { openInbox } from './trace/inbox.ts';
import type { Message } from './trace/messages.ts';
import { notesOn, seededIn, uncontrolledIn } from './trace/notes.ts';
import type { OutputLine } from './trace/output-lines.ts';
import { piecesOf } from './trace/pieces.ts';
import { processIdsIn } from './trace/process-ids.ts';
import type { ClockName, Trace } from './trace/trace.ts';

export interface RunOptions {
  python: Python;
  clock: ClockName;
  dice: Dice;
  /** False ends each sleep at once: the program's no-op twin. Default true. */
  sleeps?: boolean;
  /** Under the virtual clock: decides which task goes on. */
  policy?: Policy | undefined;
  limits?: Partial<Limits> | undefined;
  signal?: AbortSignal | undefined;
  onLine?: ((line: OutputLine) => void) | undefined;
  /** Under the virtual clock: a task has used so many CPU seconds since it last rested. */
  onComputing?: ((task: string, seconds: number) => void) | undefined;
  /** Keeps the program from doing harm. */
  sandbox?: Sandbox | undefined;
  /** Its arguments, working folder and standard input. */
  given?: Given | undefined;
}

/**
 * Run one program, in either language, and return its trace. The program is not changed; nothing
 * of it is alive, and nothing of the run is left on disk, when this settles.
 *
 * @throws LockstepError for a program that is not there or cannot be started. A program that
 * fails in any way is no error: its trace says how it ended.
 */
export async function run(program: string, options: RunOptions): Promise<Trace> {
  await using workspace = createWorkspace(options.clock);
  return await runIn(workspace, program, options);
}

/** As `run`, in a workspace that serves one run after the other. */
export async function runIn(
  workspace: Workspace,
  program: string,
  options: RunOptions,
): Promise<Trace> {
  const { clock, dice } = options;
  const command = commandFor(program, options.python, options.given);
  const observed = await runOnce(workspace, command, options);
  const { driven, ending, computed, late, pid, messages } = observed;
  const pieces = piecesOf(observed.lines, messages);
  const ids = processIdsIn(workspace.findings.spotsOf(program), { pid, messages, lines: pieces });
  const isDriven = driven !== undefined && ending.kind === 'exited';
  if (isDriven && ids.areInDoubt() && workspace.isWhole()) {
    const policy = replay(driven.choices.map(({ taken }) => taken));
    // It cannot read its input again: then the other run tells nothing.
    const isRead = command.input === 'inherited';
    const repeated: Command = isRead ? { ...command, input: 'closed' } : command;
    const again = await runOnce(workspace, repeated, { ...options, policy, onLine: undefined });
    ids.compare(piecesOf(again.lines, again.messages));
  }
  const { language, runtime } = command;
  const { tasks, events } = assemble({ ...observed, pieces, texts: ids.named() });
  return {
    version: 1,
    program,
    language,
    runtime,
    clock,
    seed: dice.seed,
    ...(dice.option !== undefined && { draws: dice.option }),
    tasks,
    events,
    ending,
    choices: driven?.choices ?? [],
    uncontrolled: [
      ...observed.doubts,
      ...(driven === undefined
        ? []
        : [...driven.uncontrolled, ...uncontrolledIn(tasks, events, command.executable, ending)]),
    ],
    ...(computed >= NOTABLE_EFFORT && { computed }),
    ...((driven?.busiest ?? 0) >= NOTABLE_GATES && { busiest: driven?.busiest }),
    ...((driven?.paced.length ?? 0) > 0 && { paced: driven?.paced }),
    ...(late !== undefined && { late }),
    ...seededIn(observed.messages),
    ...(dice.off === true && { ownDraws: true }),
    ...notesOn(messages, pid),
  };
}

const noGates = () => false;

type Once = Omit<Observed, 'pieces' | 'texts'> & {
  lines: OutputLine[];
  driven: Driven | undefined;
  computed: number;
  late: number | undefined;
  doubts: Said[];
};

async function runOnce(workspace: Workspace, command: Command, options: RunOptions): Promise<Once> {
  const { clock, dice, sleeps = true, policy = firstCreated, sandbox } = options;
  const { path: folder, messages: file, lane, container, findings, guard } = workspace;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const isInputOpen = command.input === 'inherited';
  workspace.prepare(dice);
  using inbox = openInbox(file, lane?.isGate ?? noGates);
  const heard: Message[] = [];
  const { driven, ...launched } = await launch({
    command,
    environment: observedEnvironment(sandbox?.environment ?? process.env, {
      folder,
      clock,
      sleeps,
      input: isInputOpen ? 'open' : command.input === 'closed' ? 'closed' : undefined,
    }),
    start: sandbox?.startIn(workspace) ?? workspace.startBy(options.python.executable),
    folder,
    guard,
    container,
    bareStart: () => findings.bareStart(command),
    // Read only when the program has been started: the first start starts the starter, too.
    get spared() {
      return workspace.starter;
    },
    limits,
    signal: options.signal,
    onLine: options.onLine,
    known() {
      // Under the virtual clock the driver takes them.
      if (lane === undefined) heard.push(...inbox.take());
      return inbox.processes();
    },
    drive:
      lane &&
      ((root, giveUp, bareStart) => {
        const { onComputing } = options;
        const base = { lane, inbox, policy, limits, giveUp };
        return drive(root, { ...base, bareStart, onComputing, isInputOpen });
      }),
  });
  const removed = launched.ending.kind === 'interrupted' ? [] : workspace.verify();
  const doubts = () => [...inbox.doubts(), ...removed];
  return driven === undefined
    ? { ...launched, driven, messages: heard.concat(inbox.take()), doubts: doubts() }
    : { ...launched, driven, messages: driven.messages, startedAt: 0n, doubts: doubts() };
}
