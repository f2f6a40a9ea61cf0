import { expect, it } from 'vitest';
import { forgetChecks } from '../../../../roles/keepalived/stale-checks.ts';
import { isRoot } from '../../is-root.ts';
import { openNode } from '../../resources/node.ts';
import { director } from './cluster.ts';

const service = (name: string) => ({ name, port: 80, check: { receive: 'x' } });

it.runIf(isRoot)('what a check asked that is made no more goes, and nothing else', async () => {
  const node = await openNode();
  const { probe, parse, apply, want, restorable } = forgetChecks(
    director({ vars: { virtual_services: [service('web')] } }),
  );
  expect(restorable, 'what it removes is kept').toBe('files');
  const seen = async () => parse(await node.run(probe));
  try {
    await node.given('mkdir /etc/keepalived');
    expect(await seen()).toEqual(want);
    await node.given('mkdir /etc/keepalived/umctl; cd /etc/keepalived/umctl; touch web.check mail.check director');
    expect(await seen()).toEqual({ stale: '/etc/keepalived/umctl/mail.check' });
    expect(await node.run(apply(() => true).run)).toMatchObject({ code: 0, stderr: '' });
    expect(await node.given('ls /etc/keepalived/umctl')).toBe('director\nweb.check\n');
    expect(await seen()).toEqual(want);
  } finally {
    await node.close();
  }
});
