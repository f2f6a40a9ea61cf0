import { expect, test } from 'vitest';
import { farController, ROUTER } from '../guard/far-controller.ts';
import { jsonLines } from '../umctl.ts';
import type { Act } from './story.ts';

/** A gateway that cuts umctl off from n1, whose routes NetworkManager has. */
export const lockOut: Act = ({ lab }) => {
  test('a gateway that cuts the host off undoes itself, and the profile is as it was', async () => {
    const given = async (script: string): Promise<string> => {
      const { code, stdout, stderr } = await lab().exec('n1', script);
      expect(code, `${script}: ${stderr}`).toBe(0);
      return stdout;
    };
    const reapply = 'nmcli -w 20 dev reapply eth0 >/dev/null';
    const state = 'cat /etc/NetworkManager/system-connections/*; ip -4 route; nmcli -g ipv4.gateway con show eth0';
    await given(`nmcli con mod eth0 ipv4.gateway ${ROUTER} && ${reapply}`);
    const far = await farController(lab());
    const before = await given(state);
    const apply = ['apply', '-t', 'gateway', '-l', 'n1', '--yes', '--json'];
    const { code, stdout } = await far.umctl(apply, { gateway: '192.168.6.1' });
    expect(jsonLines(stdout).find(({ type }) => type === 'host-failed')?.['failure']).toMatchObject({
      message: 'the change cut the host off; it restored itself after 60 s',
    });
    expect(code, stdout).toBe(3);
    expect(await given(state)).toBe(before);
    await given(`nmcli con mod eth0 ipv4.gateway 192.168.6.1 && ${reapply}`);
  });
};
