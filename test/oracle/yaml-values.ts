import { spawn } from 'node:child_process';
import path from 'node:path';
import { text as allOf } from 'node:stream/consumers';
import { parseYaml } from '../../src/inventory/yaml/parse.ts';
import { isTemplate } from '../../src/inventory/yaml/template.ts';
import type { Written } from '../../src/inventory/yaml/written.ts';
import { ansiblePython } from './ansible.ts';

/** What a reader makes of a text: a value with its types, or why it cannot be read. */
export type Read = { readonly value: unknown } | { readonly error: string };

/** What Ansible reads in the texts. */
export async function readByAnsible(texts: readonly string[]): Promise<readonly Read[]> {
  const child = spawn(ansiblePython(), [path.join(import.meta.dirname, 'yaml_values.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', ANSIBLE_CONFIG: path.join(import.meta.dirname, 'ansible.cfg') },
  });
  child.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const answers = (await allOf(child.stdout)).trimEnd().split('\n');
  return answers.map((answer) => JSON.parse(answer) as Read);
}

const VAULT = '\ufff0';

/** What umctl reads in a text. */
export function readByUmctl(text: string): Read {
  const { root, problems } = parseYaml('f', text, {
    keep: (own) => own,
    keepMade: (own) => own,
    show: (own) => own,
    vaulted: (own) => ({ token: VAULT + own }),
  });
  const [problem] = problems;
  if (problem !== undefined) return { error: problem.message };
  return { value: root === undefined ? null : typed(root) };
}

function typed({ value, entries, items, literal }: Written): unknown {
  if (entries !== undefined) return { map: [...entries].map(([name, entry]) => [name, typed(entry.content)]) };
  if (items !== undefined) return items.map(typed);
  if (literal !== undefined) return { number: literal };
  if (typeof value === 'number') return { number: String(value) };
  if (typeof value === 'string' && value.startsWith(VAULT)) return { vault: value.slice(VAULT.length) };
  return isTemplate(value) ? value.toJSON() : value;
}
