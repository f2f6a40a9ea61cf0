import { afterAll, beforeAll, expect, test } from 'vitest';
import { askCounts } from '../../../../src/cluster/drain/checks.ts';
import { IPVS } from '../../../../src/cluster/ipvs/ask.ts';
import { counts, table } from '../../../../src/cluster/status/probes.ts';
import { type Sh, sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  // Both as they are where a kernel has IPVS as a module: ipvsadm loads it to say that the table is empty.
  await node.given(`mkdir bin; printf '#!/bin/sh\\n[ "$1" = -n ] || touch %s/loaded\\n' "$PWD" > bin/modprobe
printf '#!/bin/sh\\nmodprobe ip_vs\\necho table\\n' > bin/ipvsadm; chmod 755 bin/*`);
});
afterAll(() => node.close());

const asked = async (question: Sh) => {
  const { stdout } = await node.run(
    sh`PATH=${node.root}/bin:$PATH; ${question}; [ ! -e ${node.root}/loaded ] || echo loaded`,
  );
  return stdout;
};

test('a question leaves the module unloaded, which ipvsadm by itself would load', async () => {
  const of = { virtual: [], interface: 'eth0' } as never;
  for (const question of [sh`${IPVS}ipvs -L -n`, table.ask(of), counts.ask(of)])
    expect(await asked(question), question.text).toBe('');
  const vars = { virtual_ip: '192.168.6.240', interface: 'eth0' } as never;
  expect(await asked(askCounts(vars))).not.toContain('loaded');
  expect(await asked(sh`ipvsadm -L -n`)).toBe('table\nloaded\n');
});
