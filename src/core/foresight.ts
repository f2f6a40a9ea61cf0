import type { Ask, Connect, Connection, Output } from './connection.ts';
import { DIGEST_MARK, LATE_DIGEST_MARK, type Secrets } from './secrets.ts';

/** What hosts were asked in an earlier run, and are asked in this one. Nothing of what they answered. */
export interface AskedBefore {
  /** What a host was asked after its first exchange, and before anything was run there. */
  readonly of: (host: string) => readonly Ask[];
  readonly learn: (host: string, asked: readonly Ask[]) => void;
}

interface Foresight {
  readonly connect: Connect;
  readonly secrets: Pick<Secrets, 'redactDeferredDigests'>;
  readonly askedBefore?: AskedBefore;
}

/** So long an answer counts for the question that it foresaw, in milliseconds: a run may wait for a slow host, or for a person. */
const FRESH = 60_000;

/** Answers to questions that nobody has put yet. Each counts once. */
interface Stock {
  readonly since: number;
  readonly answers: Map<string, Promise<Output | undefined>>;
}

const NONE: Pick<Stock, 'answers'> = { answers: new Map() };

/**
 * Sends along with the first questions to a host those that were put later in an earlier run, so that a run in which nothing has
 * changed needs one exchange. Answers are as fresh as those of the first questions, and are given to whoever asks that very text
 * next. What is asked beyond them is asked then, and nothing is foreseen after that, nor once something was run.
 */
export function withForesight({ connect, askedBefore, secrets }: Foresight): Connect {
  if (askedBefore === undefined) return connect;
  const met = new Set<string>();
  return async (host) => {
    const connection = await connect(host);
    // A second link to a host is made for a moment in which nothing may be in the way.
    if (met.has(host)) return connection;
    met.add(host);
    return foreseeing(connection, askedBefore, secrets);
  };
}

/** Secrets that are wanted on a host may not be known yet. */
const early = ({ run, ...rest }: Ask): Ask => ({
  ...rest,
  run: { text: run.text.replaceAll(DIGEST_MARK, LATE_DIGEST_MARK) },
});

function foreseeing(connection: Connection, before: AskedBefore, secrets: Foresight['secrets']): Connection {
  const { host } = connection;
  const foreseen = before.of(host);
  const since = performance.now();
  const later = new Map<string, Ask>();
  let isMet = false;
  let stock: Stock | undefined;
  let isChanged = false;

  const askFirst = async (questions: readonly Ask[]): Promise<readonly Output[]> => {
    const given = new Set(questions.map(({ run }) => run.text));
    const more = foreseen.filter(({ run }) => !given.has(run.text));
    const all = [...questions, ...more.map(early)];
    const answering = connection.ask(all);
    // Who has asked hears of a failure; nobody else has to.
    const settled = answering.catch(() => undefined);
    const answers = more.map(({ run }, i) => {
      return [run.text, settled.then((outputs) => outputs?.[questions.length + i])] as const;
    });
    stock = { since: performance.now(), answers: new Map(answers) };
    return (await answering).slice(0, questions.length);
  };

  /** The answers that are there, and `undefined` for what has to be asked. Each counts once. */
  const fromStock = async (questions: readonly Ask[]): Promise<readonly (Output | undefined)[]> => {
    const answers = fresh();
    const found = await Promise.all(
      questions.map(({ run, seal }) => (seal === undefined ? answers.get(run.text) : undefined)),
    );
    for (const { run } of questions) answers.delete(run.text);
    return found.map((output, i) => {
      // Who puts a question about secrets that are not known yet replaces the digests in its answer when they are.
      const isEarly = questions[i]?.run.text.includes(DIGEST_MARK);
      return output && isEarly ? { ...output, stdout: secrets.redactDeferredDigests(output.stdout) } : output;
    });
  };

  /** What is put later than that could not be foreseen: its answer would not be fresh. */
  const learn = (questions: readonly Ask[]): void => {
    if (isChanged || performance.now() - since >= FRESH) return;
    for (const one of questions) if (one.seal === undefined) later.set(one.run.text, one);
  };
  const fresh = (): Stock['answers'] =>
    (stock !== undefined && performance.now() - stock.since <= FRESH ? stock : NONE).answers;

  return {
    host,
    get exchanges() {
      return connection.exchanges;
    },
    knows(questions) {
      const answers = fresh();
      return questions.every(({ run, seal }) => seal === undefined && answers.has(run.text));
    },
    async ask(questions) {
      if (!isMet) {
        isMet = true;
        return askFirst(questions);
      }
      learn(questions);
      const known = await fromStock(questions);
      const open = questions.filter((_, i) => known[i] === undefined);
      if (open.length === 0) return known.filter((output) => output !== undefined);
      stock = undefined;
      const answers = (await connection.ask(open)).values();
      return known.flatMap((output) => output ?? answers.next().value ?? []);
    },
    run(commands, options) {
      // What is asked along with the first command is what would be asked without it.
      learn(options?.next ?? []);
      isChanged = true;
      stock = undefined;
      return connection.run(commands, options);
    },
    async close() {
      if (isMet) before.learn(host, [...later.values()]);
      await connection.close();
    },
  };
}
