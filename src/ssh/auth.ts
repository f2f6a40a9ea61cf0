import { needsSha2, signingByRules, whyNotAccepted } from './accepted-keys.ts';
import { agentKeys } from './agent.ts';
import { answerWithPassword } from './answer-with-password.ts';
import type { Attempt } from './attempt.ts';
import { fingerprint, keyType } from './host-key.ts';
import type { KeyFile } from './identity.ts';
import type { Keyring } from './keyring.ts';
import type { Target } from './target.ts';

/** How to log in to a target: what can be tried at once, and what a person has to unlock first. */
export interface AuthPlan {
  readonly attempts: readonly Attempt[];
  /** Those that the agent has not. */
  readonly identities: readonly KeyFile[];
  /** User certificates that `ssh` would show. */
  readonly certificates: readonly string[];
  /** The types of all keys at hand. */
  readonly keyTypes: readonly string[];
}

/** In OpenSSH's order: the agent's keys, identity files that the agent has not, then the password; or as the configuration prefers. */
export async function planAuth(
  target: Target,
  { keyring, password }: { readonly keyring: Keyring; readonly password: (() => string) | undefined },
): Promise<AuthPlan> {
  const read = await Promise.all(target.identityFiles.map((file) => keyring.read(file)));
  const identities = read.map((identity) => byRules(target, identity));
  const agent = await agentKeys(target.agentSocket, {
    preferred: identities.flatMap(({ publicKey }) => publicKey ?? []),
    identitiesOnly: target.identitiesOnly,
    rules: target,
  });
  const inAgent = ({ publicKey }: KeyFile): boolean =>
    publicKey !== undefined && (agent?.keys.some((key) => key.getPublicSSH().equals(publicKey)) ?? false);
  const remaining = identities.filter((identity) => !inAgent(identity));
  const attempts = [
    ...(agent === undefined ? [] : [agentAttempt(target, agent)]),
    ...remaining.flatMap((identity) => keyAttempt(target, identity)),
    ...(password === undefined ? [] : passwordAttempts(target, password)),
  ];
  const publicKeys = [
    ...(agent?.keys.map((key) => key.getPublicSSH()) ?? []),
    ...identities.flatMap(({ publicKey }) => publicKey ?? []),
  ];
  return {
    keyTypes: publicKeys.map(keyType),
    attempts: target.authentications.flatMap((way) => attempts.filter(({ type }) => type === way)),
    identities: remaining,
    certificates: [
      ...new Set([...target.certificateFiles, ...identities.flatMap(({ certificate }) => certificate ?? [])]),
    ],
  };
}

/** Keys that ssh would leave out by its configuration cannot be used. */
function byRules(target: Target, identity: KeyFile): KeyFile {
  const { file, publicKey, certificate, kind } = identity;
  const why = publicKey && kind !== 'unusable' ? whyNotAccepted(target, publicKey) : undefined;
  if (why === undefined) return identity;
  const beside = { ...(publicKey && { publicKey }), ...(certificate === undefined ? {} : { certificate }) };
  return { file, ...beside, kind: 'unusable', why };
}

const agentAttempt = ({ user }: Target, agent: NonNullable<Awaited<ReturnType<typeof agentKeys>>>): Attempt => ({
  label: `keys of the agent (${agent.keys.map((key) => `${key.comment} ${fingerprint(key.getPublicSSH())}`).join(', ')})`,
  type: 'publickey',
  method: () => ({ type: 'agent', username: user, agent }),
});

/** The attempt with an identity file, when it holds a key that can be used as it is. */
export const keyAttempt = (target: Target, identity: KeyFile): readonly Attempt[] =>
  identity.kind !== 'key'
    ? []
    : [
        {
          label: `key ${identity.file}`,
          type: 'publickey',
          needsSha2: needsSha2(target, identity.key),
          method: () => ({
            type: 'publickey',
            username: target.user,
            key: signingByRules(target, identity.key),
          }),
        },
      ];

/** At most one of the two is tried once the password was refused: both are for the same password. */
const passwordAttempts = ({ user }: Target, password: () => string): readonly Attempt[] => [
  {
    label: 'password',
    type: 'password',
    isPassword: true,
    method: ({ sent }) => {
      sent();
      return { type: 'password', username: user, password: password() };
    },
  },
  {
    label: 'password (keyboard-interactive)',
    type: 'keyboard-interactive',
    isPassword: true,
    method: (hears) => ({
      type: 'keyboard-interactive',
      username: user,
      prompt: answerWithPassword(password, hears),
    }),
  },
];
