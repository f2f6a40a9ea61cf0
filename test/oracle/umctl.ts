import path from 'node:path';
import { InputError } from '../../src/core/errors.ts';
import { createSecrets } from '../../src/core/secrets.ts';
import { selectHosts } from '../../src/inventory/select.ts';
import { graph } from '../../src/inventory/show/graph.ts';
import { toJson } from '../../src/inventory/show/json.ts';
import { type Listing, listed, nested } from '../../src/inventory/show/listing.ts';
import { readForShow } from '../../src/inventory/show/read-for-show.ts';
import { toYaml } from '../../src/inventory/show/yaml.ts';
import { splitPattern } from '../../src/inventory/split-pattern.ts';
import { createVault } from '../../src/inventory/vault/vault.ts';
import type { Answer, Form, Question } from './ansible.ts';

const FORMS: Readonly<Record<Form, (listing: Listing) => string>> = {
  list: (listing) => toJson(listed(listing, { exports: false })),
  export: (listing) => toJson(listed(listing, { exports: true })),
  yaml: (listing) => toYaml(nested(listing, { exports: false })),
  graph: (listing) => graph(listing, 'all', { vars: false }).join('\n'),
  graphVars: (listing) => graph(listing, 'all', { vars: true }).join('\n'),
};

/** umctl's answer to what Ansible is asked, in the same form. */
export async function askUmctl(question: Question): Promise<Answer> {
  const { cwd = process.cwd(), print = ['list'], patterns = [], vaultPasswords = [], extraVars = [] } = question;
  const { hashBehaviour = 'replace', rules } = question;
  const playbookDir = question.playbookDir === undefined ? undefined : path.resolve(cwd, question.playbookDir);
  const beside = { playbookDir, extraVars, hashBehaviour, ...(rules === undefined ? {} : { rules }) };
  const sources = question.sources.map((source) => (source.includes(',') ? source : path.resolve(cwd, source)));
  const secrets = createSecrets();
  const vault = createVault(
    vaultPasswords.map((password) => ({ label: 'default', password: new TextEncoder().encode(password) })),
  );
  try {
    const { listing, names, locked } = await readForShow(sources, { secrets, vault, passwords: 'shown', ...beside });
    const printed = Object.fromEntries(print.map((form) => [form, FORMS[form](listing)]));
    if (locked().length > 0) throw new InputError(locked());
    return {
      printed,
      groups: Object.fromEntries(listing.groups.map((group) => [group, listing.membersOf(group)])),
      patterns: patterns.map((given) => {
        const [pattern = '', limit] = typeof given === 'string' ? [given] : given;
        try {
          const hosts = selectHosts(names, splitPattern(pattern));
          const limited = limit === undefined ? hosts : selectHosts(names, splitPattern(limit));
          return { hosts: hosts.filter((host) => limited.includes(host)).map(({ name }) => name) };
        } catch (error) {
          return { error: messageOf(error) };
        }
      }),
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { error: messageOf(error) };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
