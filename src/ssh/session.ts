import { randomBytes } from 'node:crypto';
import type { Ask, Command, Connection, Output, RunOptions } from '../core/connection.ts';
import { createAskedAlong } from './asked-along.ts';
import { becomeShell } from './become/become-shell.ts';
import { plainShell, type RemoteShell } from './become/shell.ts';
import { exchangeFailure, stillAtWork } from './exchange-failure.ts';
import { askScript, type Question } from './framing/ask-script.ts';
import { runScript } from './framing/run-script.ts';
import { programsOf, SILENT_AT_ONCE } from './framing/several.ts';
import { checkLengths } from './framing/text.ts';
import { together } from './framing/together.ts';
import type { SshLink } from './handshake.ts';
import { createPackedExchange } from './packed-exchange.ts';
import { distinctQuestions } from './questions.ts';
import { receive, receiveSealed } from './receive.ts';
import type { SessionOptions } from './session-options.ts';
import type { ShellPassword } from './talk.ts';

const ASK_SECONDS = 20;
const RUN_SECONDS = 900;

/** A {@link Connection} over a link that is logged in. */
export function createSession(link: SshLink, options: SessionOptions): Connection {
  const { host, secrets, become, gate, slackSeconds } = options;
  const { user } = options.target;
  const { method = 'sudo' } = become ?? {};
  let exchanges = 0;
  const shell = (): RemoteShell => (become === undefined || become.user === user ? plainShell() : becomeShell(become));
  const exchangeOver = createPackedExchange(link, shell);
  const along = createAskedAlong();
  const password: ShellPassword = {
    enter: () => gate.enter(JSON.stringify([method, method === 'su' ? become?.user : user, become?.password]), host),
    reveal: () => secrets.reveal(become?.password ?? ''),
    asker: method,
  };

  /** Asks in one exchange; answers are by place. @throws HostError unless there is one for each */
  const putAll = async (questions: readonly Question[]): Promise<ReadonlyMap<number, Output>> => {
    if (questions.length === 0) return new Map();
    const mark = newMark();
    // An unusable text is refused before anything is sent.
    checkLengths(questions);
    const answers = new Map<number, Output>();
    exchanges++;
    const { ending, shell: used } = await exchangeOver({
      password,
      script: (how) => askScript(mark, questions, how),
      mark,
      onLine: (line) => line.kind === 'answer' && answers.set(line.index, line.output),
      limits: { seconds: questions.map(({ seconds }) => seconds), slackSeconds },
    });
    if (answers.size < questions.length) throw exchangeFailure(ending, { ...options, shell: used, link });
    return answers;
  };

  /** Asks; who had no answer because of another, with which it shared a shell, is asked once more, alone. */
  const askTogether = async (questions: readonly Question[]): Promise<ReadonlyMap<number, Output>> => {
    const shared = together(newMark(), questions, ASK_SECONDS);
    const answers = shared.answers(await putAll(shared.questions));
    const open = [...questions.keys()].filter((place) => !answers.has(place));
    const late = await putAll(open.flatMap((place) => questions[place] ?? []));
    return new Map([...answers, ...[...late].map(([i, output]) => [open[i] ?? -1, output] as const)]);
  };

  return {
    host,
    get exchanges() {
      return exchanges;
    },
    async ask(asks: readonly Ask[]): Promise<readonly Output[]> {
      const known = along.take(asks);
      const open = asks.filter(({ run }) => !known.has(run.text));
      const { questions, indexOf } = distinctQuestions(open, ASK_SECONDS);
      const answers = await askTogether(questions);
      const at = new Map(open.map(({ run }, i) => [run.text, answers.get(indexOf(i))]));
      const raw = asks.map(({ run }) => known.get(run.text) ?? at.get(run.text));
      return receiveSealed(
        raw.filter((output) => output !== undefined),
        asks,
        secrets,
      );
    },
    async run(
      commands: readonly Command[],
      { onOutput, signal, onLeftover, afterLeftover, next = [] }: RunOptions = {},
    ): Promise<readonly Output[]> {
      along.forget();
      const isStopped = (): boolean => signal?.aborted === true;
      if (commands.length === 0 || isStopped()) return [];
      const mark = newMark();
      const tasks = commands.map(({ run, stdin = '', withinSeconds = RUN_SECONDS, several }) => ({
        text: run.text,
        stdin,
        seconds: withinSeconds,
        several,
      }));
      const { questions } = distinctQuestions(next, ASK_SECONDS);
      const shared = together(newMark(), questions, ASK_SECONDS);
      const how = { afterLeftover, listens: signal !== undefined, next: shared.questions };
      checkLengths([...tasks, ...programsOf(tasks), ...shared.questions]);
      const outputs: Output[] = [];
      const answers = new Map<number, Output>();
      let left: number | undefined;
      let begun = false;
      exchanges++;
      const since = performance.now();
      const { ending, shell: used } = await exchangeOver({
        password,
        script: ({ isFirst }) =>
          runScript(
            mark,
            tasks.map((task) => ({ ...task, stdin: secrets.reveal(task.stdin) })),
            { ...how, isFirst },
          ),
        mark,
        signal,
        onLine(line) {
          if (line.kind === 'left') {
            left = line.process;
            onLeftover?.(left);
          }
          if (line.kind === 'begin') begun = true;
          if (line.kind !== 'answer') return;
          if (line.index >= commands.length) return void answers.set(line.index - commands.length, line.output);
          const output = receive(line.output, secrets);
          outputs.push(output);
          onOutput?.(line.index, output);
        },
        limits: {
          seconds: [
            ...tasks.map(({ seconds, several }) => seconds + (several === undefined ? 0 : SILENT_AT_ONCE)),
            ...shared.questions.map(({ seconds }) => seconds),
          ],
          slackSeconds,
          beforehandSeconds: afterLeftover,
        },
      });
      const last = outputs.at(-1);
      if (ending.kind === 'done' && outputs.length === commands.length)
        along.keep(questions, shared.answers(answers), performance.now() - since);
      if (outputs.length === commands.length || (last !== undefined && last.code !== 0)) return outputs;
      if (ending.kind === 'done' && !begun && left !== undefined) throw stillAtWork(left, options);
      if (ending.kind === 'done' && isStopped()) return outputs;
      throw exchangeFailure(ending, { ...options, shell: used, link, running: commands[outputs.length] });
    },
    close: link.close,
  };
}

/** Nobody can guess it, so nothing that runs on the host can forge an answer. */
const newMark = (): string => `umctl-${randomBytes(16).toString('hex')}`;
