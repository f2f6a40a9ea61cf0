import { InputError } from '../../core/errors.ts';
import type { Answers } from '../../inventory/example/answers.ts';
import { ADDRESS_OPTION, addressAnswer, hostAnswer, OPTIONS } from './answer-at.ts';
import { ADDRESSES, directorField, FIELDS } from './fields.ts';

/** @throws InputError with each option whose value could not be an answer, or does not fit the others by itself */
export function refuseGiven({
  directors = [],
  realServers = [],
  virtualAddresses = [],
  ...rest
}: Partial<Answers>): void {
  const { schema } = directorField('first');
  const hosts = [
    ...directors.map((host) => ({ name: host.name, said: hostAnswer(host), option: '--director' })),
    ...realServers.map((host) => ({ name: host.name, said: hostAnswer(host), option: '--real-server' })),
  ];
  const singles = Object.keys(OPTIONS).flatMap((key) => {
    const name = key as keyof typeof OPTIONS;
    const given = rest[name];
    return given === undefined ? [] : told(`${OPTIONS[name]} ${given}`, FIELDS[name].schema.safeParse(given));
  });
  const messages = [
    ...hosts.flatMap(({ said, option }) => told(`${option} ${said}`, schema.safeParse(said))),
    ...hosts.flatMap(({ name, said, option }, index) =>
      hosts.findIndex((other) => other.name === name) < index
        ? [`${option} ${said}: another host is called ${name}, too`]
        : [],
    ),
    ...(directors.length === 1 ? ['--director was given once: a cluster has two directors or more'] : []),
    ...virtualAddresses.flatMap((one) => {
      const said = addressAnswer(one);
      return told(`${ADDRESS_OPTION} ${said}`, ADDRESSES.schema.safeParse(said));
    }),
    ...singles,
  ];
  if (messages.length > 0) throw new InputError(messages.map((message) => ({ message })));
}

interface Parsed {
  readonly error?: { readonly issues: readonly { readonly message: string }[] } | undefined;
}

const told = (what: string, { error }: Parsed): readonly string[] =>
  error === undefined ? [] : [`${what}: ${error.issues[0]?.message}`];
