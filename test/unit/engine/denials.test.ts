import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check } from '../../../src/core/check.ts';
import { sh } from '../../../src/core/sh.ts';
import { denialsIn } from '../../../src/engine/run/denials.ts';
import { command } from '../../../src/resources/command.ts';
import { tell } from './cluster.ts';
import { type Hosts, hostsOf, openHosts } from './hosts.ts';

/** Of two hosts: the log of auditd from redhat-openstack/openstack-selinux#76, the kernel's from acassen/keepalived#757. */
const captured = readFileSync(join(import.meta.dirname, 'captured/denials.txt'), 'utf8');

const setattr = 'keepalived (keepalived_t): setattr on file 0a74a7c4-8735-4aea-8b16-0e46780c9a39.pid.keepalived';

let hosts: Hosts;
beforeEach(async () => {
  hosts = await openHosts('n1');
  await hosts.node('n1').given(`mount -t tmpfs none /sys/fs; mkdir /sys/fs/selinux; echo 1 > /sys/fs/selinux/enforce
mount -t tmpfs none /var/log; mkdir /var/log/audit /var/lib/umctl`);
});
afterEach(() => hosts.close());

const verify = async (complaint: string | undefined) => {
  const { events } = await tell('verify', hosts, {
    wanted: () => [],
    checks: (host) => [check('serves', host, sh`:`, () => complaint)],
  });
  return events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
};

test('what is denied is told in the order of its time, the latest first, as the audit log and the kernel have it', () => {
  expect(denialsIn(captured, { permissive: true })).toEqual([
    `${setattr} (neutron_var_lib_t)`,
    'keepalived (keepalived_t): setattr on file 1171ec49-19e7-4b89-a97c-88d5e8732bf8.pid.keepalived (neutron_var_lib_t)',
    'keepalived (keepalived_t): open on file /proc/sys/net/ipv4/conf/all/rp_filter (sysctl_net_t)',
  ]);
  const again = captured.replaceAll(/:(\d+)\): avc/g, ':9$1): avc');
  expect(denialsIn(`${captured}${again}`, { permissive: true })[0]).toContain('(2 times)');
  // The log and ausearch have the same line of one event.
  expect(denialsIn(`${captured}${captured}`, { permissive: true })[0]).not.toContain('times');
  expect(denialsIn(`changed 1622799390\n${captured}`, { permissive: true })).toEqual([
    `${setattr} (neutron_var_lib_t)`,
  ]);
  expect(denialsIn(captured, { permissive: false })).toEqual([]);
});

test('a check that fails is told with what SELinux denied since the last change, and no other', async () => {
  await hosts.node('n1').given(`cat > /var/log/audit/audit.log <<'END'\n${captured}END
touch -d @1622799390 /var/lib/umctl`);
  expect(await verify(undefined)).toEqual([]);
  const [told] = await verify('nobody answers');
  expect(told).toMatch(/^n1: SELinux denies since the last change: .*0a74a7c4.*ausearch/);
  expect(told).not.toContain('1171ec49');
  await hosts.node('n1').given('touch /var/lib/umctl');
  expect(await verify('nobody answers')).toEqual([]);
});

test('a gate of apply that fails is told with what was denied since the run began', async () => {
  await hosts.node('n1').given(log('/var/log/audit/audit.log', 60));
  const { events } = await tell('apply', hosts, {
    wanted: () => [command({ name: 'serve', unless: sh`test -e /etc/served`, run: sh`touch /etc/served` }), denies(0)],
    checks: (host) => [check('serves', host, sh`:`, () => 'nobody answers')],
  });
  const told = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^n1: SELinux denies since the run began: collectd \(collectd_t\).* port 9103/);
});

/**
 * Shell that has a denial logged: a line of ausearch --raw, with the time of so many seconds ago. The lines are
 * those of cri-o/cri-o#452 and fedora-selinux/selinux-policy#2653 and #2902.
 */
const log = (
  path: string,
  secondsAgo: number,
  pattern = 'comm="collectd"',
): string => `at=$(($(date +%s) - ${secondsAgo}))
grep '${pattern}' '${join(import.meta.dirname, 'captured/ausearch.txt')}' | sed "s/audit([0-9]*/audit($at/" >> ${path}`;

/** A step that is denied something, and ends with the code. */
const denies = (code: number, path = '/var/log/audit/audit.log') =>
  command({
    name: 'start collectd',
    unless: sh`test -e /etc/denied`,
    run: sh`${{ text: log(path, 0) }}; touch /etc/denied; echo 'cannot bind' >&2; exit ${code}`,
  });

const failureOf = async (path?: string) => {
  const { summary, events } = await tell('apply', hosts, {
    wanted: () => [
      command({ name: 'first', unless: sh`test -e /etc/first`, run: sh`touch /etc/first` }),
      denies(9, path),
    ],
  });
  return { failure: summary.hosts[0]?.failure, events };
};
const bind = 'collectd (collectd_t): name_bind on tcp_socket port 9103 (collectd_port_t)';

test('a step that fails is told with what was denied since it began, once, and with what explains it', async () => {
  await hosts.node('n1').given(`${log('/var/log/audit/audit.log', 60, 'comm="chronyd"')}
${log('/var/log/audit/audit.log', 0, 'permissive=1')}`);
  const { failure, events } = await failureOf();
  expect(failure).toMatchObject({
    message: expect.stringContaining('exit code 9'),
    output: 'cannot bind',
    denied: [bind],
  });
  expect(failure?.next).toMatch(/^SELinux may be the cause.*audit2why\n.*run it again/);
  expect(events.filter((event) => JSON.stringify(event).includes('port 9103'))).toHaveLength(1);
});

test('what is done around a host’s change, and fails, is told with what was denied meanwhile', async () => {
  const act = async (when: 'before' | 'after') => {
    const { summary } = await tell('apply', hosts, {
      wanted: () => [command({ name: 'first', unless: sh`test -e /etc/first`, run: sh`touch /etc/first` })],
      around: [
        {
          [when]: () => ({
            name: 'keepalived lets go',
            preconditions: [],
            run: { n1: sh`${{ text: log('/var/log/audit/audit.log', 0) }}; exit 3` },
            postconditions: [],
          }),
        },
      ],
    });
    return summary.hosts[0]?.failure;
  };
  for (const when of ['before', 'after'] as const) {
    await hosts.node('n1').given('rm -f /etc/first /var/log/audit/audit.log');
    expect(await act(when), when).toMatchObject({
      message: 'keepalived lets go: failed with exit code 3',
      denied: [bind],
      next: expect.stringMatching(/^SELinux may be the cause. To see why it denies: .*audit2why/),
    });
  }
});

test('a switch-over that does not come out is told with what was denied meanwhile', async () => {
  const pair = await openHosts('n2');
  const { events } = await tell('switchover', hostsOf(new Map([...hosts.nodes, ...pair.nodes])), {
    wanted: () => [],
    active: ({ name }) => name === 'n1',
    switchover: () => ({
      name: 'n1 hands over to n2',
      preconditions: [],
      run: { n1: sh`${{ text: log('/var/log/audit/audit.log', 0) }}` },
      postconditions: [check('lets go', 'n1', sh`:`, () => 'still has the address')],
    }),
  }).finally(() => pair.close());
  expect(events).toContainEqual({
    type: 'warning',
    message: expect.stringContaining(`n1: SELinux denies since the run began: ${bind}`),
  });
});

test('a host that is still not as wanted is told with what was denied since its steps began', async () => {
  const { summary } = await tell('apply', hosts, {
    wanted: () => [
      command({
        name: 'stay up',
        unless: sh`test -e /etc/never`,
        run: sh`${{ text: log('/var/log/audit/audit.log', 0) }}`,
      }),
    ],
  });
  expect(summary.hosts[0]?.failure).toMatchObject({ message: expect.stringMatching(/^not converged/), denied: [bind] });
});

test('where auditd writes elsewhere, ausearch is asked', async () => {
  await hosts.node('n1').given(`mkdir -m 700 /var/log/elsewhere /etc/audit
echo 'log_file = /var/log/elsewhere/audit.log' > /etc/audit/auditd.conf; chmod 640 /etc/audit/auditd.conf`);
  const { failure } = await failureOf('/var/log/elsewhere/audit.log');
  expect(failure?.denied).toEqual([bind]);
  expect(failure?.next).toContain('ausearch -m AVC -ts recent | audit2why');
});

test('a host that does not enforce, or denied nothing, fails as any other', async () => {
  await hosts.node('n1').given('echo 0 > /sys/fs/selinux/enforce');
  const { failure } = await failureOf();
  expect(failure).toMatchObject({
    output: 'cannot bind',
    next: 'Fix the cause and run it again; finished steps are skipped.',
  });
  expect(failure).not.toHaveProperty('denied');
});
