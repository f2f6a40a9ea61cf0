import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CLUSTER } from '../cluster/clusters/name.ts';
import { REMOVED } from '../cluster/membership/removed.ts';
import { InputError } from '../core/errors.ts';
import type { ConnectionSettings, Host } from '../core/host.ts';
import { safeJson } from '../core/safe-json.ts';
import { readOnlyOurs, requireOurDirectories } from './only-ours.ts';
import { runsDirectory } from './state-directory.ts';

const memberSchema = z.object({
  name: z.string(),
  /** Which of several clusters it was in. */
  cluster: z.string().optional(),
  connection: z.object({
    host: z.string(),
    port: z.number().optional(),
    user: z.string().optional(),
    privateKeyFile: z.string().optional(),
    become: z
      .object({
        user: z.string(),
        method: z.enum(['sudo', 'su', 'doas']).optional(),
        exe: z.array(z.string()).readonly().optional(),
        flags: z.array(z.string()).readonly().optional(),
      })
      .optional(),
    sshOptions: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
    sshExecutable: z.string().optional(),
  }),
});

const recordSchema = z.object({ inventory: z.string(), members: z.array(memberSchema) });

/** A member of a cluster, and how it was reached at the last apply; no password is in it. */
export type RememberedHost = z.infer<typeof memberSchema>;

/** Where it is kept which hosts an inventory had: a file for each inventory, beside the records of runs. */
export function membersFile(inventory: string, runs: string = runsDirectory()): string {
  const digest = createHash('sha256').update(path.resolve(inventory)).digest('hex').slice(0, 16);
  return path.join(path.dirname(runs), 'clusters', `${digest}.json`);
}

export const memberOf = (
  { name, connection }: Pick<Host, 'name' | 'connection'>,
  cluster: string | undefined,
): RememberedHost => {
  const { password: _, become, ...settings } = connection;
  const member = { name, ...(cluster === undefined ? {} : { cluster }) };
  if (become === undefined) return { ...member, connection: settings };
  const { password: __, ...who } = become;
  return { ...member, connection: { ...settings, become: who } };
};

/**
 * The members at the last apply; none where there is no record, or none that can be read.
 * @throws InputError where somebody else can have written it: it says which hosts to log in to, and by which way
 */
export function readMembers(file: string): readonly RememberedHost[] {
  requireOurDirectories(...foldersOf(file));
  try {
    return recordSchema.parse(JSON.parse(readOnlyOurs(file))).members;
  } catch (error) {
    if (error instanceof InputError) throw error;
    return [];
  }
}

const foldersOf = (file: string): readonly string[] => [path.dirname(path.dirname(file)), path.dirname(file)];

/** @throws Error from the file system where it cannot be written */
export function writeMembers(file: string, inventory: string, members: readonly RememberedHost[]): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  requireOurDirectories(...foldersOf(file));
  const text = safeJson({ inventory: path.resolve(inventory), members }, 2);
  writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A member that the inventory has no more, as a host that leaves; `file` is where it is remembered. */
export const leavingHost = ({ name, cluster, connection }: RememberedHost, file: string): Host => ({
  name,
  groups: ['all', REMOVED],
  vars: cluster === undefined ? {} : { [CLUSTER]: cluster },
  connection: withoutUnset(connection),
  at: () => ({ file, line: 1, column: 1 }),
});

/** JSON has no undefined, but what zod read may. */
const withoutUnset = (connection: RememberedHost['connection']): ConnectionSettings =>
  Object.fromEntries(
    Object.entries(connection).filter(([, value]) => value !== undefined),
  ) as unknown as ConnectionSettings;
