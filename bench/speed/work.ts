/** The work that is measured: files, one a task, with a content of their own. */
export interface Work {
  readonly path: string;
  readonly content: string;
}

export const TASKS = 28;

export const work = (round: string, tasks: number = TASKS): readonly Work[] =>
  Array.from({ length: tasks }, (_, i) => ({
    path: `/srv/bench-${i}`,
    content: `# ${i} of ${round}\n${'a line of a file that somebody wrote\n'.repeat(8)}`,
  }));

/** umctl's playbook for it. */
export const playbook = (
  files: readonly Work[],
): string => `import { definePlaybook, defineRole, file, z } from 'umctl';
const files = ${JSON.stringify(files)};
const bench = defineRole({ name: 'bench', vars: z.looseObject({}), resources: () => files.map((one) => file(one)) });
export default definePlaybook({ plays: [{ name: 'bench', hosts: 'all', roles: [bench] }] });
`;

/** Ansible's. */
export const tasks = (files: readonly Work[]): string =>
  JSON.stringify([
    {
      hosts: 'all',
      gather_facts: false,
      tasks: files.map(({ path, content }) => ({ name: path, 'ansible.builtin.copy': { dest: path, content } })),
    },
  ]);

/** What a plain program would ask: mode, owner and digest of each. */
export const questions = (files: readonly Work[]): string =>
  `${files.map(({ path }) => `stat -c '%a %U %G' ${path} && sha256sum < ${path} || echo absent`).join('\n')}\n`;

/** What a plain program would do: each file beside its place, and then there. */
export const commands = (files: readonly Work[]): string =>
  `${files
    .map(({ path, content }) => `cat > ${path}.new <<'END OF FILE'\n${content}END OF FILE\nmv ${path}.new ${path}`)
    .join('\n')}\n`;
