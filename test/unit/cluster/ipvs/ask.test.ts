import { afterAll, beforeAll, expect, test } from 'vitest';
import { IPVS } from '../../../../src/cluster/ipvs/ask.ts';
import { sh } from '../../../../src/core/sh.ts';
import { type Node, openNode } from '../../resources/node.ts';

let node: Node;
beforeAll(async () => {
  node = await openNode();
  // Both as they are where a kernel has IPVS as a module: ipvsadm loads it to say that the table is empty.
  await node.given(`mkdir bin; printf '#!/bin/sh\\n[ "$1" = -n ] || touch %s/loaded\\n' "$PWD" > bin/modprobe
printf '#!/bin/sh\\nmodprobe ip_vs\\necho table\\n' > bin/ipvsadm; chmod 755 bin/*`);
});
afterAll(() => node.close());

const asked = async (program: 'ipvs' | 'ipvsadm') => {
  const { stdout } = await node.run(
    sh`PATH=${node.root}/bin:$PATH; ${IPVS}${{ text: program }} -L -n; [ ! -e ${node.root}/loaded ] || echo loaded`,
  );
  return stdout;
};

test('a question leaves the module unloaded, which ipvsadm by itself would load', async () => {
  expect(await asked('ipvs')).toBe('');
  expect(await asked('ipvsadm')).toBe('table\nloaded\n');
});
