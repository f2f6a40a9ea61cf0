import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type AllMade, differences, makeVariables } from '../unit/inventory/made-variables.ts';
import { ansiblePython, hasAnsible } from './ansible.ts';

const fixtures = path.resolve(import.meta.dirname, '../unit/inventory/fixtures/templates');

/** What the installed Ansible makes of variables. */
function askAnsible(question: object): AllMade {
  const script = path.join(import.meta.dirname, 'templates.py');
  const { stdout } = spawnSync(ansiblePython(), [script], {
    input: `${JSON.stringify({ cwd: fixtures, ...question })}\n`,
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ANSIBLE_CONFIG: path.join(import.meta.dirname, 'ansible.cfg') },
  });
  return JSON.parse(stdout) as AllMade;
}

test.skipIf(!hasAnsible).each(['hosts', 'random', 'blocks', 'more', 'pieces'])(
  'templates of %s.yaml come to what Ansible makes of them',
  async (name) => {
    const kept: AllMade = JSON.parse(readFileSync(path.join(fixtures, `${name}.json`), 'utf8'));
    const names = [...new Set(Object.values(kept).flatMap((variables) => Object.keys(variables)))];
    const ansible = askAnsible({ sources: [`${name}.yaml`], names });
    expect(Object.keys(ansible)).toEqual(Object.keys(kept));
    const umctl = await makeVariables({ sources: [path.join(fixtures, `${name}.yaml`)], names, playbookDir: fixtures });
    expect(differences(ansible, umctl)).toEqual([]);
  },
);
