import type { Command } from 'commander';
import { EXIT, type ExitCode, InputError } from '../core/errors.ts';
import type { Report, Summary } from '../core/events.ts';
import type { Redact } from '../core/shown.ts';
import type { Watch } from '../engine/run/session.ts';
import type { Invocation } from '../output/invocation.ts';
import { formatJson } from '../output/json.ts';
import type { View } from '../output/view.ts';
import { accessWords } from './access-words.ts';
import { readAround } from './around.ts';
import { createInterrupt, type Interrupt } from './interrupt.ts';
import { inventorySources } from './inventory-sources.ts';
import { type Allowing, type ChangingOptions, onlyShows, type SharedOptions } from './options.ts';
import { toStderr, toStdout } from './print.ts';
import { createPrompt } from './prompt.ts';
import { refusalOf } from './refusal.ts';
import type { PlanToKeep } from './saved-plan.ts';
import type { OpenedSession } from './session.ts';
import { canAsk } from './terminal.ts';
import type * as Engine from './use-cases.ts';
import { createView } from './view.ts';

/** What a command has at hand while it runs. */
export interface Running {
  readonly engine: typeof Engine;
  readonly session: OpenedSession;
  readonly watch: Watch;
  readonly view: View;
  readonly interrupt: Interrupt;
  readonly invocation: Invocation;
}

/** Hears the events beside the view, and keeps them at the end. */
export interface Recorder {
  readonly hear: Report;
  readonly save: (summary: Summary) => Promise<void>;
}

interface CommandOptions extends SharedOptions, Allowing, Pick<ChangingOptions, 'check' | 'dryRun' | 'yes'> {
  readonly detailedExitcode?: boolean;
  readonly lockWait?: number;
  readonly run?: string;
  readonly node?: string;
  readonly to?: string;
}

export interface CommandRun {
  readonly command: Command;
  readonly inventory: string | undefined;
  readonly options: CommandOptions;
  /** Set where the command is for all hosts of the inventory, whatever the plays are for. */
  readonly everyHost?: true;
  readonly diff?: boolean;
  /** What of the command line has to fit the inventory. @throws InputError */
  readonly fits?: (session: OpenedSession) => void;
  /** Options of a drill's own, as they were typed. */
  readonly drill?: readonly string[];
  readonly record?: Recorder;
  /** What shows the run, where it is none of the usual. */
  readonly view?: View;
  /** What is wrong with the input already; told like all that is found later. */
  readonly refuse?: InputError | undefined;
  /** The plan that is to be done, and nothing else. */
  readonly saved?: PlanToKeep | undefined;
}

/** Everything around one engine call: input, view, signals, summary, errors. Resolves with the exit code. */
export async function runCommand(run: CommandRun, work: (at: Running) => Promise<Summary>): Promise<ExitCode> {
  const { command, options, diff = false, record } = run;
  const { playbook, limit, tags, skipTags, run: earlier, node, to } = options;
  const around = await readAround(options);
  const [inventory = '', ...moreInventories] = inventorySources(command, run.inventory, { ...options, around });
  const invocation = {
    command: command.name(),
    inventory,
    ...(moreInventories.length === 0 ? {} : { moreInventories }),
    ...(playbook === undefined ? {} : { playbook }),
    ...(limit === undefined ? {} : { limit }),
    ...(tags === undefined ? {} : { tags }),
    ...(skipTags === undefined ? {} : { skipTags }),
    ...(options.allowSilentGateway === true ? { allows: ['--allow-silent-gateway'] } : {}),
    ...(earlier === undefined ? {} : { run: earlier }),
    ...(node === undefined ? {} : { node }),
    ...(to === undefined ? {} : { to }),
    ...(run.drill === undefined ? {} : { drill: run.drill }),
    ...accessWords(options),
    ...(run.saved === undefined ? {} : { plan: run.saved.file }),
  };
  const view = run.view ?? (await createView(options, { diff, invocation, pages: endsOrAsks(run) }));
  const interrupt = createInterrupt((message) => view.report({ type: 'warning', message }));
  // Before a session is open no host has said anything.
  let redact: Redact = (shown) => shown;
  const report: Report = (event) => {
    const shown = redact(event);
    record?.hear(shown);
    view.report(shown);
  };
  try {
    if (run.refuse !== undefined) throw run.refuse;
    if (around instanceof InputError) throw around;
    const { openSession } = await import('./session.ts');
    const prompt = canAsk() ? createPrompt({ view, interrupt }) : undefined;
    const warn = (message: string): void => report({ type: 'warning', message });
    const opened = await openSession(invocation, options, {
      around,
      prompt,
      warn,
      saved: run.saved,
      everyHost: run.everyHost,
    });
    redact = opened.redact;
    run.fits?.(opened);
    // Last: what is wrong otherwise stays wrong with --yes.
    if (asks(run)) (await import('./approve.ts')).requireTerminal(options);
    const session = onlyShows(options) ? { ...opened, onlyShows: true as const } : opened;
    const engine = await import('./use-cases.ts');
    const watch = { report, signal: interrupt.signal };
    const done = await work({ engine, session, watch, view, interrupt, invocation });
    opened.askedBefore.save();
    const summary = redact(conclude(done, { options, interrupt }));
    await record?.save(summary);
    report({ type: 'summary', summary });
    await view.settle();
    return summary.exit;
  } catch (error) {
    await view.settle();
    const { exit, problems, lines } = refusalOf(error, {
      verbosity: options.verbose ?? 0,
      signal: interrupt.signal,
      redact,
    });
    if (options.json === true) toStdout([formatJson({ type: 'error', exit, problems })]);
    toStderr(lines);
    return exit;
  } finally {
    interrupt.dispose();
  }
}

/** Whether the run ends, or asks, once its plan has been shown. */
const endsOrAsks = (run: CommandRun): boolean =>
  run.command.name() === 'plan' || onlyShows(run.options) || (asks(run) && canAsk());

/** Whether the run does nothing before somebody has agreed. */
const asks = ({ command, options, saved }: CommandRun): boolean =>
  command.options.some(({ long }) => long === '--yes') &&
  options.yes !== true &&
  !onlyShows(options) &&
  saved === undefined;

/** The exit codes that are not the engine's affair. */
function conclude(
  summary: Summary,
  { options, interrupt }: { readonly options: CommandRun['options']; readonly interrupt: Interrupt },
): Summary {
  if (interrupt.signal.aborted) return { ...summary, exit: EXIT.interrupted };
  if (onlyShows(options)) return { ...summary, onlyShown: true };
  const changes = summary.hosts.some(({ planned }) => planned > 0);
  const detailed = options.detailedExitcode === true && summary.exit === EXIT.done && changes;
  return detailed ? { ...summary, exit: EXIT.changes } : summary;
}
