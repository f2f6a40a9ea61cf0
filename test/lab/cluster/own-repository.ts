import { expect, test } from 'vitest';
import { repositoryUrl } from '../../../lab/model/topology.ts';
import { editInventory } from '../edit-inventory.ts';
import type { Act } from './story.ts';

/** Where the lab's inventory has n1. */
const N1 = ['all', 'children', 'directors', 'hosts', 'n1'];

/** n1's distribution has no heartbeat, as Red Hat since EL 7: it comes from a repository that the inventory names. */
export const ownRepository: Act = ({ lab, run }) => {
  test('a package that no repository offers is refused before anything is changed, with the ways on; one of them is taken', async () => {
    // Without it the stack would be the one that all nodes can get.
    await editInventory(lab(), (inventory) => inventory.setIn(['all', 'vars', 'stack'], 'heartbeat'));
    await lab().exec('n1', "sed -i '$aexcludepkgs=heartbeat ldirectord' /etc/yum.repos.d/lab.repo");
    const { code, stdout, stderr } = await run('apply', '--yes');
    expect(code, stdout + stderr).not.toBe(0);
    for (const word of ['heartbeat', 'ldirectord', 'lab', 'package_repositories'])
      expect(stdout + stderr).toContain(word);
    expect((await lab().exec('n1', 'rpm -q nginx; ls -d /var/lib/umctl')).stdout).toBe(
      'package nginx is not installed\n',
    );
    // Whatever the story goes on with needs it.
    const repository = { name: 'ha', baseurl: repositoryUrl('el9'), trusted: true };
    await editInventory(lab(), (inventory) =>
      inventory.setIn([...N1, 'package_repositories'], inventory.createNode([repository])),
    );
  });
};
