import { expect, test } from 'vitest';
import role from '../../../../roles/keepalived/role.ts';
import { keepalivedFact } from '../../../../roles/keepalived/version/fact.ts';
import { platformOf } from '../../../../src/platform/detect.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context, NO_FACTS } from '../cluster.ts';
import { director } from './cluster.ts';

const service = (name: string, port: number, type: string) => ({ name, port, scheduler: 'rr', check: { type } });
const warnings = (found: object, selinux: 'enforcing' | 'disabled' = 'enforcing') =>
  (
    role.warn?.(
      context(role, {
        vars: {
          stack: 'keepalived',
          keepalived: {},
          virtual_services: [service('web', 80, 'connect'), service('db', 5433, 'connect'), service('up', 22, 'ping')],
        },
        facts: { ...NO_FACTS, selinux, keepalived: found } as never,
      }),
    ) ?? []
  ).filter((one) => one.includes('SELinux'));

test('checks that SELinux keeps keepalived from are told, with what to type', () => {
  expect(warnings({ confined: true })).toEqual([
    expect.stringMatching(/^n1: .* the checks of db \(port 5433\), .*: setsebool -P keepalived_connect_any on$/),
  ]);
  expect(warnings({})).toEqual([]);
  expect(warnings({ confined: true }, 'disabled')).toEqual([]);
});

test('whether it does is read where the kernel shows it', async () => {
  const node: Node = await openNode();
  try {
    const found = async () => keepalivedFact.parse(await node.run(keepalivedFact.ask)).confined;
    expect(await found()).toBeUndefined();
    await node.given('mount -t tmpfs none /sys/fs; mkdir -p /sys/fs/selinux/booleans');
    for (const [value, is] of [
      ['0 0', true],
      ['1 1', undefined],
    ] as const) {
      await node.given(`echo '${value}' > /sys/fs/selinux/booleans/keepalived_connect_any`);
      expect(await found()).toBe(is);
    }
  } finally {
    await node.close();
  }
});

test('systemd, which may not run what keepalived may, has a shell run it', () => {
  const { facts, ...rest } = director();
  const units = role
    .resources({ ...rest, facts, platform: platformOf('n1', facts) })
    .filter(({ type, key }) => type === 'file' && key.startsWith('/etc/systemd/'));
  const programs = units.flatMap(({ apply }) => [...(apply(() => true).stdin ?? '').matchAll(/^Exec\w+=(.*)$/gm)]);
  expect(programs.map(([, words = '']) => words)).toHaveLength(5);
  for (const [, words] of programs) expect(words).toMatch(/^\/bin\/sh \/usr\/libexec\/keepalived\/umctl-notify /);
});
