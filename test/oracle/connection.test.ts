import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Become } from '../../src/core/host.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import { readSurroundings } from '../../src/inventory/ansible/surroundings.ts';
import { loadInventory } from '../../src/inventory/load.ts';
import { sshArguments } from '../../src/ssh/ssh-config.ts';
import { hasAnsible } from './ansible.ts';
import { HOSTS, SCENARIOS, type Scenario, SOME } from './connection-scenarios.ts';
import { ansibleCommands, resolved } from './ssh-commands.ts';

const addressOf = (i: number): string => `127.0.7.${i + 1}`;

/** What of a command becomes somebody: Ansible and umctl each say in their own way whether sudo asks. */
const withoutAsking = (words: readonly string[]): string => words.filter((word) => !/^-[nS]$/.test(word)).join(' ');

const beginningOf = ({ method = 'sudo', exe = [method], flags, user }: Become): string => {
  const given = flags ?? (method === 'sudo' ? ['-H'] : []);
  return withoutAsking([...exe, ...given, ...(method === 'sudo' ? ['-u', user] : [user])]);
};

describe.skipIf(!hasAnsible)('hosts are reached as Ansible reaches them', () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'umctl-connection-'));
  afterAll(() => rmSync(cwd, { recursive: true }));
  const inventory = path.join(cwd, 'hosts.yaml');
  const write = (numbers: readonly number[]): void => {
    const host = (i: number): string => JSON.stringify({ ansible_host: addressOf(i), ...JSON.parse(HOSTS[i] ?? '{}') });
    writeFileSync(inventory, `all:\n  hosts:\n${numbers.map((i) => `    n${i}: ${host(i)}\n`).join('')}`);
  };

  const byUmctl = async ({ config, env = {}, words = {}, extraVars = [] }: Scenario) => {
    if (config === undefined) rmSync(path.join(cwd, 'ansible.cfg'), { force: true });
    else writeFileSync(path.join(cwd, 'ansible.cfg'), config);
    const around = await readSurroundings(words, { env: { HOME: cwd, ...env }, home: cwd, directory: cwd });
    expect(around.warnings.join()).toMatch(/^$|does not go by timeout/);
    const options = { secrets: createSecrets(), env: { HOME: cwd }, connection: around.connection, extraVars };
    return (await loadInventory(inventory, options)).hosts;
  };

  test.each(SCENARIOS)('$name', async (scenario) => {
    const numbers = scenario.whole === true ? [...HOSTS.keys()] : SOME;
    write(numbers);
    const hosts = await byUmctl(scenario);
    const { args = [], env = {} } = scenario;
    const commands = await ansibleCommands(['-i', inventory, ...args], { cwd, env });
    expect(commands.size).toBe(numbers.length);
    for (const { name, connection } of hosts) {
      const theirs = commands.get(connection.host);
      const told = { vars: HOSTS[Number(name.slice(1))], configuration: await resolved(sshArguments(connection)) };
      expect(told).toEqual({ ...told, configuration: theirs?.configuration });
      const become = connection.become === undefined ? '' : beginningOf(connection.become);
      // Ansible names nobody where the user is left empty: sudo and su mean root then.
      const meant = withoutAsking(theirs?.become ?? []);
      expect([told.vars, become.replace(/ -u root$/, '')]).toEqual([told.vars, meant.replace(/ -u root$/, '')]);
    }
  });
});
