import process from 'node:process';
import { isCancel, text } from '@clack/prompts';
import type { Answers, NamedHost } from '../../inventory/example/answers.ts';
import { addressAnswer, hostAnswer } from './answer-at.ts';
import { ADDRESSES, directorField, FIELDS, type Field, REAL_SERVER } from './fields.ts';

/**
 * Asks for what is not given, on the terminal, one question after the other. An empty answer means what was answered
 * `before`. Undefined: the questions were left by Ctrl-C.
 */
export async function askFor(given: Partial<Answers>, before?: Answers): Promise<Answers | undefined> {
  const field = async (name: keyof typeof FIELDS): Promise<string> =>
    given[name] ?? (await answerTo(FIELDS[name], before?.[name]));
  const director = (which: string, said: NamedHost | undefined): Promise<NamedHost> =>
    answerTo(directorField(which), said && hostAnswer(said));
  try {
    return {
      directors: given.directors ?? [
        await director('first', before?.directors[0]),
        await director('second', before?.directors[1]),
      ],
      realServers: given.realServers ?? before?.realServers ?? (await realServers()),
      virtualAddresses:
        given.virtualAddresses ?? (await answerTo(ADDRESSES, before?.virtualAddresses.map(addressAnswer).join())),
      gateway: await field('gateway'),
      interface: await field('interface'),
      user: await field('user'),
      stack: await field('stack'),
      serial: await field('serial'),
    };
  } catch (error) {
    if (error === LEFT) return undefined;
    throw error;
  }
}

const LEFT = Symbol('interrupted at a question');

async function realServers(): Promise<readonly NamedHost[]> {
  const next = await answerTo(REAL_SERVER);
  return next === undefined ? [] : [next, ...(await realServers())];
}

async function answerTo<T>({ question, usual, example, schema }: Field<T>, said?: string): Promise<T> {
  const meant = said ?? usual;
  const wrong = (given: string): string | undefined => schema.safeParse(given).error?.issues[0]?.message;
  const answer = await text({
    message: said === undefined ? question : `${question} (now ${said})`,
    output: process.stderr,
    placeholder: meant || (example === undefined ? '' : `for example ${example}`),
    ...(meant === undefined ? {} : { defaultValue: meant }),
    validate: (given) => wrong(given || (meant ?? '')),
  });
  if (isCancel(answer)) throw LEFT;
  return schema.parse(answer);
}
