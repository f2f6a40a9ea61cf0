import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import playbook from '../../../playbooks/cluster.ts';
import { InputError } from '../../../src/core/errors.ts';
import { createSecrets } from '../../../src/core/secrets.ts';
import { createJob } from '../../../src/inventory/job.ts';
import { loadInventory } from '../../../src/inventory/load.ts';

const example = readFileSync(new URL('../../../inventory.example.yaml', import.meta.url), 'utf8');
const directory = mkdtempSync(join(tmpdir(), 'umctl-example-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Every message that the inventory is refused with. */
async function refusals(text: string): Promise<readonly string[]> {
  const file = join(directory, 'inventory.yaml');
  writeFileSync(file, text);
  try {
    createJob(await loadInventory(file, { secrets: createSecrets(), env: {} }), playbook, { tags: [], skipTags: [] });
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

/** With every key that is shown behind a # put in force. */
const inForce = (text: string) => text.replace(/^( +)# ( *(?:- \{|\w+:(?: |$)).*)$/gm, '$1$2');

describe('inventory.example.yaml', () => {
  it('is right as it stands', async () => {
    expect(await refusals(example)).toEqual([]);
  });

  it('shows no key that is not right, of its kind', async () => {
    const text = inForce(example);
    expect(text.split('\n').filter((line, i) => line !== example.split('\n')[i]).length).toBeGreaterThan(35);
    expect(await refusals(text)).toEqual([
      // One address, or a list.
      expect.stringMatching(/^virtual_address: there is a list of `virtual_addresses`, too/),
      // Keys of other kinds of checks and schedulers than the one they are shown beside.
      expect.stringMatching(/sh-port means nothing to the scheduler rr/),
      expect.stringMatching(/`command` means nothing to a check of type negotiate/),
      // What one of the stacks does not have.
      expect.stringMatching(/maintenancedir: keepalived looks at no such folder/),
      expect.stringMatching(/authentication: VRRP 3 has no authentication/),
    ]);
  });

  it('would notice one', async () => {
    expect(await refusals(inForce(example).replace('checkinterval:', 'chekinterval:'))).toContainEqual(
      expect.stringMatching(/unknown key "chekinterval"; did you mean "checkinterval"/),
    );
  });
});
