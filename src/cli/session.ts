import path from 'node:path';
import { refuseMarks } from '../cluster/clusters/refuse-marks.ts';
import { withDomain } from '../cluster/domain.ts';
import { withoutDuties } from '../cluster/membership/removed.ts';
import { InputError, showProblem } from '../core/errors.ts';
import type { ConnectionSettings, Host } from '../core/host.ts';
import { unmetNeeds } from '../core/needs.ts';
import { allJobs } from '../core/part-jobs.ts';
import { rootOnly } from '../core/root-only.ts';
import { createSecrets } from '../core/secrets.ts';
import { createRedact, type Redact, textsIn } from '../core/shown.ts';
import type { Session } from '../engine/run/session.ts';
import type { Surroundings } from '../inventory/ansible/surroundings.ts';
import { createJob } from '../inventory/job.ts';
import { loadInventory } from '../inventory/load.ts';
import { secretReader } from '../inventory/secret-source.ts';
import { absolute, varsDirectory } from '../inventory/sources.ts';
import { openVault } from '../inventory/vault/open-vault.ts';
import type { Invocation } from '../output/invocation.ts';
import { type AskedRecord, askedFile, openAsked } from '../records/asked-before.ts';
import type { CodeFile } from '../records/saved-plan.ts';
import type { Target } from '../ssh/target.ts';
import type { OpenTunnel } from '../ssh/tunnel.ts';
import { withAround } from './around.ts';
import { requireConfigured } from './configured.ts';
import { forEveryHost } from './every-host.ts';
import type { LoadedPlaybook } from './load-playbook.ts';
import { type Allowing, allowedBy, type SharedOptions } from './options.ts';
import { askPasswords } from './passwords.ts';
import type { Prompt } from './prompt.ts';
import { forgottenHosts } from './remember-members.ts';
import { runIdentity } from './run-identity.ts';
import { type PlanToKeep, requireSameInput } from './saved-plan.ts';
import { withPasswords } from './with-passwords.ts';

/** A session, and a way for this program's own connections to begin at a host. */
export interface OpenedSession extends Session {
  readonly openTunnel: OpenTunnel;
  /** Takes secrets out of what is shown, recorded or saved. */
  readonly redact: Redact;
  /** How SSH gets to a host; connects to nothing. */
  readonly routeTo: (host: string) => Promise<Pick<Target, 'hostname' | 'jumps'>>;
  /** The files of the user's own playbook that were loaded so far; none of umctl's own. */
  readonly code: () => readonly CodeFile[];
  readonly askedBefore: AskedRecord;
}

interface SessionSurroundings {
  readonly around: Surroundings;
  readonly prompt: Prompt | undefined;
  readonly warn: (message: string) => void;
  /** The plan that is to be done, and nothing else. */
  readonly saved?: PlanToKeep | undefined;
  /** Set where a run is for every host of the inventory, and for no role: of roles only the facts that they bring are asked. */
  readonly everyHost?: true | undefined;
}

/**
 * Makes everything a run works with out of a command line. Reads and checks all input, then asks for passwords to log in
 * with; connects to nothing.
 * @throws InputError with all that is wrong with the input
 */
export async function openSession(
  invocation: Invocation,
  options: SharedOptions & Allowing & { readonly lockWait?: number },
  { around, prompt, warn, saved, everyHost }: SessionSurroundings,
): Promise<OpenedSession> {
  const { limit, tags = [], skipTags = [], acceptNewHostKeys = false } = options;
  const allowed = allowedBy(options);
  const secrets = createSecrets();
  const given = withAround(options, around);
  for (const warning of around.warnings) warn(warning);
  const sources = [invocation.inventory, ...(invocation.moreInventories ?? [])];
  requireConfigured(sources, around);
  const vault = await openVault(given.vault, { env: process.env, ...(prompt === undefined ? {} : { ask: prompt }) });
  const written = await loadInventory(sources, {
    secrets,
    vault,
    ...given.beside,
    connection: given.connection,
    acceptNewHostKeys,
    lookups: new Set(options.allowLookup),
  });
  for (const warning of written.warnings ?? []) warn(showProblem(warning));
  const forgotten = everyHost === true ? [] : forgottenHosts(sources, written.hosts);
  const inventory = { ...written, hosts: [...written.hosts, ...forgotten] };
  // Before any of the playbook's code is run: the plan says which playbook, and may be of another time, or another's.
  if (saved !== undefined) requireSameInput(saved, inventory.hosts.map(withoutDuties));
  const loaded = await playbookOf(invocation, saved);
  const playbook = everyHost === true ? forEveryHost(loaded.playbook) : loaded.playbook;
  const job = createJob(inventory, playbook, {
    warn,
    allowed,
    ...(limit === undefined ? {} : { limit }),
    ...(everyHost === true ? { tags: [], skipTags: [], onlyLimited: true } : { tags, skipTags }),
  });
  const together = refuseMarks(job);
  if (together.length > 0) throw new InputError(together);
  const unmet = allJobs(job).flatMap(unmetNeeds);
  if (unmet.length > 0)
    throw new InputError(unmet.map(({ message }) => ({ message: `${invocation.playbook ?? 'playbook'}: ${message}` })));
  const hosts = withPasswords(job.hosts, secrets, await askPasswords(given.passwordsFor(job.hosts), prompt));
  const readSecret = secretReader({
    directory: varsDirectory(invocation.inventory) ?? '.',
    reveal: secrets.reveal,
    warn,
  });
  // Late, because loading what speaks SSH takes longer than finding out that the input is wrong.
  const { createAccess } = await import('../ssh/connect.ts');
  const { platformFacts, platformOf } = await import('../platform/detect.ts');
  const access = createAccess({ settings: settingsOf(hosts), secrets, prompt, acceptNewHostKeys, warn });
  // What hosts are may be asked as anybody.
  const connect =
    invocation.command === 'facts'
      ? access.connect
      : rootOnly(access.connect, (host) => settingsOf(hosts)(host).become);
  return {
    job,
    code: loaded.code,
    identity: runIdentity(invocation, options),
    forks: given.forks,
    askedBefore: openAsked(
      askedFile([...sources.map(absolute), path.resolve(invocation.playbook ?? ''), useOf(invocation)]),
    ),
    secrets,
    redact: createRedact(
      secrets,
      new Set(textsIn(hosts.map(({ name, vars, connection }) => [name, vars, connection]))),
    ),
    ...access,
    connect,
    platformFacts,
    platformOf: (host, facts) =>
      playbook.platformOf?.(host, facts, allowed) ?? platformOf(host, facts, undefined, allowed),
    resolve: async (name, source) => secrets.seal(name, await readSecret(source)),
  };
}

/** A plan and what is done about it ask the same of hosts. */
const useOf = ({ command }: Invocation): string => (command === 'plan' ? 'apply' : command);

function settingsOf(hosts: readonly Host[]): (host: string) => ConnectionSettings {
  const known = new Map(hosts.map(({ name, connection }) => [name, connection]));
  return (host) => known.get(host) ?? { host, sshOptions: {} };
}

async function playbookOf({ playbook }: Invocation, saved: PlanToKeep | undefined): Promise<LoadedPlaybook> {
  const { default: own } = await import('../../playbooks/cluster.ts');
  if (playbook === undefined) return { playbook: own, code: () => [] };
  const { loadPlaybook } = await import('./load-playbook.ts');
  const approved = saved === undefined ? undefined : { by: saved.file, code: saved.plan.code ?? [] };
  const loaded = await loadPlaybook(playbook, approved);
  return { ...loaded, playbook: withDomain(loaded.playbook, own.domain) };
}
