import { writeFile } from 'node:fs/promises';

/** Writes a playbook whose steps are a file and a command that takes its time; `marker` is where both leave something. */
export async function slowPlaybook(
  path: string,
  { marker, seconds }: { readonly marker: string; readonly seconds: number },
) {
  await writeFile(
    path,
    `import { command, definePlaybook, defineRole, file, sh, z } from 'umctl';
const slow = defineRole({
  name: 'slow',
  vars: z.looseObject({}),
  resources: () => [
    file({ path: '/etc/story', content: '${marker}\\n' }),
    command({ name: 'slow', unless: sh\`[ -e /root/${marker} ]\`, run: sh\`sleep ${seconds}; touch /root/${marker}\` }),
  ],
});
export default definePlaybook({ plays: [{ name: 'slow', hosts: 'directors', roles: [slow] }] });
`,
  );
}
