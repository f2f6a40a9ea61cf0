import { randomBytes } from 'node:crypto';
import type { Ask, Command, Connection, Output, RunOptions } from '../core/connection.ts';
import { becomeShell } from './become/become-shell.ts';
import { plainShell, type RemoteShell } from './become/shell.ts';
import { exchangeFailure, stillAtWork } from './exchange-failure.ts';
import { askScript, type Question } from './framing/ask-script.ts';
import { runScript } from './framing/run-script.ts';
import { SILENT_AT_ONCE } from './framing/several.ts';
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
  const password: ShellPassword = {
    enter: () => gate.enter(JSON.stringify([method, method === 'su' ? become?.user : user, become?.password]), host),
    reveal: () => secrets.reveal(become?.password ?? ''),
    asker: method,
  };

  /** Asks in one exchange; answers are by place. @throws HostError unless there is one for each */
  const putAll = async (questions: readonly Question[]): Promise<ReadonlyMap<number, Output>> => {
    if (questions.length === 0) return new Map();
    const mark = newMark();
    const script = askScript(mark, questions);
    const answers = new Map<number, Output>();
    exchanges++;
    const { ending, shell: used } = await exchangeOver({
      password,
      script: () => script,
      mark,
      onLine: (line) => line.kind === 'answer' && answers.set(line.index, line.output),
      limits: { seconds: questions.map(({ seconds }) => seconds), slackSeconds },
    });
    if (answers.size < questions.length) throw exchangeFailure(ending, { ...options, shell: used, link });
    return answers;
  };

  /** The same; who had no answer because of another, with which it shared a shell, is asked once more, alone. */
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
      const { questions, indexOf } = distinctQuestions(asks, ASK_SECONDS);
      const answers = await askTogether(questions);
      const raw = asks.map((_, i) => answers.get(indexOf(i)));
      return receiveSealed(
        raw.filter((output) => output !== undefined),
        asks,
        secrets,
      );
    },
    async run(
      commands: readonly Command[],
      { onOutput, signal, onLeftover, afterLeftover }: RunOptions = {},
    ): Promise<readonly Output[]> {
      const isStopped = (): boolean => signal?.aborted === true;
      if (commands.length === 0 || isStopped()) return [];
      const mark = newMark();
      const tasks = commands.map(({ run, stdin = '', withinSeconds = RUN_SECONDS, several }) => ({
        text: run.text,
        stdin,
        seconds: withinSeconds,
        several,
      }));
      // Made once without the secrets, so that an unusable text is refused before anything is sent.
      runScript(mark, tasks, { afterLeftover });
      const outputs: Output[] = [];
      let left: number | undefined;
      let begun = false;
      exchanges++;
      const { ending, shell: used } = await exchangeOver({
        password,
        script: () =>
          runScript(
            mark,
            tasks.map((task) => ({ ...task, stdin: secrets.reveal(task.stdin) })),
            { afterLeftover },
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
          const output = receive(line.output, secrets);
          outputs.push(output);
          onOutput?.(line.index, output);
        },
        limits: {
          seconds: tasks.map(({ seconds, several }) => seconds + (several === undefined ? 0 : SILENT_AT_ONCE)),
          slackSeconds,
          beforehandSeconds: afterLeftover,
        },
      });
      const last = outputs.at(-1);
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
