import { afterAll, beforeAll, expect, test } from 'vitest';
import ldirectord from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { askMarked } from '../../../../src/cluster/services/marked.ts';
import { sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';
import { context } from '../../roles/cluster.ts';
import { RANGES } from './port-range.ts';

const { vars } = context<LdirectordVars>(ldirectord, { vars: RANGES });

let node: Node;
beforeAll(async () => {
  node = await openNode({ ownRoot: true });
});
afterAll(async () => node.close());

/** What a host says whose modprobe (a stand-in) finds these. */
const lacks = async (modules: string): Promise<string> =>
  (await node.run(sh`modprobe() { case " "${modules}" " in *" $3 "*) ;; *) return 1 ;; esac; }; ${askMarked(vars)}`))
    .stdout;

test('a host says which of the modules for marks its kernel lacks, where it has modules in files', async () => {
  await node.given('rm -rf /lib/modules');
  expect(await lacks('none')).toBe('');
  await node.given('mkdir -p "/lib/modules/$(uname -r)"');
  expect(await lacks('sch_ingress act_skbedit')).toBe('its kernel has no module cls_flower\n');
  expect(await lacks('sch_ingress cls_flower act_skbedit')).toBe('');
});

test('where there is no range, nobody asks', () => {
  expect(askMarked({ ...vars, virtual_services: [] }).text).not.toContain('modprobe');
});
