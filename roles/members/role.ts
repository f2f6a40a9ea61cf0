import { renderMembers } from '../../src/cluster/membership/list.ts';
import { MEMBER_LIST } from '../../src/cluster/membership/member-list.ts';
import { defineRole } from '../../src/cluster/model/role.ts';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { addressTexts } from '../../src/cluster/model/virtual-addresses.ts';
import { sh } from '../../src/core/sh.ts';
import { directory } from '../../src/resources/directory.ts';
import { file } from '../../src/resources/file.ts';
import { STATE_DIRECTORY } from '../../src/resources/shell/script.ts';

/** Who is in the cluster, kept by every node: a host that is taken out of the inventory is remembered by the others. */
export default defineRole({
  name: 'members',
  vars: segmentSchema({}),
  recall: () => sh`cat ${MEMBER_LIST} 2>/dev/null`,
  resources: ({ vars, nodes, directors }) => [
    directory({ path: STATE_DIRECTORY, mode: '0700' }),
    file({
      path: MEMBER_LIST,
      content: renderMembers({
        addresses: addressTexts(vars),
        members: nodes.map(({ name }) => name),
        directors: directors.map(({ name }) => name),
      }),
      mode: '0600',
    }),
  ],
});
