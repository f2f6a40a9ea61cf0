import ssh2, {
  type BaseAgent,
  type IdentityCallback,
  type KnownPublicKeys,
  type ParsedKey,
  type SignCallback,
  type SigningRequestOptions,
} from 'ssh2';
import { type KeyRules, refusedSignature, whyNotAccepted } from './accepted-keys.ts';

/** How long an agent may take to list its keys, in milliseconds. */
const AGENT_LIMIT = 5_000;

/** Keys that an ssh-agent offers, behind the interface that ssh2 wants. */
export class AgentKeys extends ssh2.BaseAgent<ParsedKey> {
  readonly keys: readonly ParsedKey[];
  readonly #agent: BaseAgent;
  readonly #rules: KeyRules;

  constructor(agent: BaseAgent, keys: readonly ParsedKey[], rules: KeyRules) {
    super();
    this.#agent = agent;
    this.#rules = rules;
    this.keys = keys;
  }

  getIdentities(callback: IdentityCallback<ParsedKey>): void {
    callback(undefined, [...this.keys]);
  }

  override sign(
    key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const refused = refusedSignature(this.#rules, key, typeof options === 'function' ? undefined : options.hash);
    if (refused !== undefined) (typeof options === 'function' ? options : callback)?.(refused);
    else if (typeof options === 'function') this.#agent.sign(key, data, {}, options);
    else this.#agent.sign(key, data, options, callback);
  }
}

/**
 * The agent's keys: those of the identity files first, and only those where `identitiesOnly`. No agent, an agent that
 * does not answer, and keys of kinds that ssh2 does not know count as no keys.
 */
export async function agentKeys(
  socket: string | undefined,
  {
    preferred,
    identitiesOnly,
    rules,
  }: { readonly preferred: readonly Buffer[]; readonly identitiesOnly: boolean; readonly rules: KeyRules },
): Promise<AgentKeys | undefined> {
  if (socket === undefined || socket === '') return undefined;
  const agent = ssh2.createAgent(socket);
  const all = await new Promise<readonly ParsedKey[]>((resolve) => {
    const timer = setTimeout(resolve, AGENT_LIMIT, []);
    agent.getIdentities((error, offered) => {
      clearTimeout(timer);
      resolve(error ? [] : (offered ?? []).flatMap(readable));
    });
  });
  const keys = all.filter((key) => whyNotAccepted(rules, key.getPublicSSH()) === undefined);
  const isPreferred = (key: ParsedKey): boolean => preferred.some((wanted) => wanted.equals(key.getPublicSSH()));
  const chosen = [...keys.filter(isPreferred), ...(identitiesOnly ? [] : keys.filter((key) => !isPreferred(key)))];
  return chosen.length === 0 ? undefined : new AgentKeys(agent, chosen, rules);
}

function readable(offer: KnownPublicKeys[number]): readonly ParsedKey[] {
  const entry = typeof offer === 'object' && 'pubKey' in offer ? offer.pubKey : offer;
  const key = ssh2.utils.parseKey(typeof entry === 'object' && 'pubKey' in entry ? entry.pubKey : entry);
  return key instanceof Error ? [] : [key];
}
