import { beforeAll, describe, expect, it } from 'vitest';
import type { Lab } from '../../../lab/index.ts';
import { ldirectordCf } from '../../../roles/ldirectord/config.ts';
import role from '../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../roles/ldirectord/vars.ts';
import { type Service, services } from '../../../src/cluster/services/services.ts';
import { context } from '../../unit/roles/cluster.ts';
import { EVERY_SECRET, EVERYTHING } from '../../unit/roles/ldirectord/everything.ts';
import { parseFuzzed } from './fuzzed-configs.ts';
import { parseLdirectord } from './ldirectord-parser.ts';

const everything = { ...context<LdirectordVars>(role, { vars: EVERYTHING }), secrets: EVERY_SECRET };

/** Only what is there: ldirectord fills in the rest. */
const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const text = (value: unknown) => (value === undefined ? undefined : String(value));

/** The service in ldirectord's own words. */
const wanted = ({ vars, protocol, virtual, reals }: Service) => ({
  ...given({
    ...{ protocol, scheduler: vars.scheduler, servicename: vars.name, comment: vars.comment },
    ...(protocol === 'fwm' ? { fwm: virtual } : { server: virtual.split(':')[0], port: text(vars.port) }),
    ...{ persistent: text(vars.persistent), netmask: vars.netmask, schedflags: vars.schedflags?.join(',') },
    ...{ receive: vars.check.receive, service: vars.check.service, virtualhost: vars.check.virtualhost },
    ...{ login: vars.check.login, database: vars.check.database, monitorfile: vars.monitorfile },
    ...{ checkport: text(vars.check.port), checkcommand: vars.check.command },
  }),
  real: reals.map(({ address, port, forwarding, weight, given: own }) =>
    given({
      ...{ server: address, forward: forwarding, weight: String(weight), receive: own.receive },
      ...{ port, 'u-threshold': text(own.upper_threshold) },
    }),
  ),
});

/** ldirectord's own word on what umctl writes, on n1 of a lab where its package is. */
export function ldirectordItself(scene: () => Lab): void {
  describe('ldirectord itself', () => {
    let lab: Lab;
    beforeAll(() => {
      lab = scene();
    });

    it('reads each service as it was written', async () => {
      const { virtual } = await parseLdirectord(lab, 'n1', ldirectordCf(everything));
      expect(virtual).toMatchObject(services(everything).map(wanted));
    });

    it('reads what needs care as it was meant', async () => {
      const { virtual, globals } = await parseLdirectord(lab, 'n1', ldirectordCf(everything));
      const called = (name: string) => virtual.find(({ servicename }) => servicename === name);
      expect(called('pop')).toMatchObject({ passwd: EVERY_SECRET['passwd of pop'] });
      expect(called('radius')).toMatchObject({ secret: EVERY_SECRET['secret of radius'] });
      // One slash is ldirectord's, which it takes away again.
      expect(called('game')).toMatchObject({ request: '//status\\n' });
      expect(called('http')).toMatchObject({
        request: '/a page.html?x="1"',
        fallback: { server: '192.168.6.9', port: 81 },
      });
      expect(called('smtp')).toMatchObject({ checktype: 'combined', num_connects: '3' });
      expect(globals).toMatchObject({ quiescent: 'yes', cleanstop: 'no', logfile: 'local0', checkinterval: '6' });
    });

    it('complains of a configuration that is wrong', async () => {
      const broken = ldirectordCf(everything).replace('scheduler=wlc', 'sheduler=wlc');
      await expect(parseLdirectord(lab, 'n1', broken)).rejects.toThrow(/Unknown command/);
    });

    it('reads what anybody may write as it was written', async () => {
      await parseLdirectord(lab, 'n1', ldirectordCf(everything));
      const seed = Date.now() % 2 ** 31;
      const fuzzed = await parseFuzzed(lab, 'n1', { count: 50, seed });
      expect(fuzzed).toHaveLength(50);
      for (const { said, parsed } of fuzzed) expect(parsed, `seed ${seed}`).toMatchObject(said);
    });
  });
}
