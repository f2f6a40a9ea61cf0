import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import playbook from '../../../../playbooks/cluster.ts';
import { InputError } from '../../../../src/core/errors.ts';
import type { Job } from '../../../../src/core/play.ts';
import { createSecrets } from '../../../../src/core/secrets.ts';
import { createJob } from '../../../../src/inventory/job.ts';
import { loadInventory } from '../../../../src/inventory/load.ts';

const SERVICES = 'virtual_services: [{ name: http, port: 80, scheduler: rr, check: { type: connect } }]';
const HEARTBEAT = 'heartbeat: { links: [{ ucast: eth0 }, { bcast: eth1 }], key: { generate: true } }';

/** An inventory with what all nodes need, and the groups of `children`. */
export const inventoryText = (children: string, more = ''): string =>
  `all:\n  vars: { interface: eth0, gateway: 192.168.6.1, ${SERVICES}, ${HEARTBEAT}${more} }\n  children: ${children}\n`;

/** The hosts of a group, from n1 of the segment on: `a1: 2` has the address 192.168.6.2. */
export const hosts = (addresses: Readonly<Record<string, number>>, vars = ''): string =>
  Object.entries(addresses)
    .map(([name, last]) => `${name}: { ansible_host: 192.168.6.${last}${vars === '' ? '' : `, ${vars}`} }`)
    .join(', ');

/** Does something with an inventory that is written to a file of its own. */
export async function withInventory<T>(text: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'umctl-clusters-'));
  try {
    const file = path.join(folder, 'i.yaml');
    writeFileSync(file, text);
    return await work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const jobOf = (text: string, limit?: string): Promise<Job> =>
  withInventory(text, async (file) =>
    createJob(await loadInventory(file, { secrets: createSecrets(), env: {} }), playbook, {
      tags: [],
      skipTags: [],
      ...(limit === undefined ? {} : { limit }),
    }),
  );

/** What an inventory is refused with, its file as `i.yaml`. */
export async function refusalOf(text: string, limit?: string): Promise<string> {
  try {
    await jobOf(text, limit);
  } catch (error) {
    if (error instanceof InputError) return error.message.replaceAll(/^\S*\/i\.yaml/gm, 'i.yaml');
    throw error;
  }
  return 'nothing is wrong';
}

/** The names of the clusters, each with its hosts; one that has no name is `-`. */
export const clustersOf = (job: Job): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (job.parts ?? [{ job }]).map((part) => [
      'name' in part ? part.name : '-',
      part.job.hosts.map(({ name }) => name).join(' '),
    ]),
  );
