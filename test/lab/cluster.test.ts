import { expect, test } from 'vitest';
import { type Act, clusterStory, reboot, setUp, takeOver } from './cluster/story.ts';

const secretKey: Act = ({ lab, run }) => {
  test('the key is on the nodes only, the same and unreadable to others', async () => {
    const ask = "stat -c '%a %U %G' /etc/ha.d/authkeys; sed -n 's/^1 sha1 //p' /etc/ha.d/authkeys";
    const answers = await Promise.all(lab().hosts.map(async ({ name }) => (await lab().exec(name, ask)).stdout));
    expect(answers[0]).toMatch(/^600 root root\n[0-9a-f]{64}\n$/);
    expect(answers[1]).toBe(answers[0]);
    const key = answers[0]?.split('\n')[1] ?? '';
    for (const [command, ...args] of [
      ['plan', '-vvv'],
      ['verify', '--json'],
      ['apply', '--yes', '-vvv'],
    ] as const) {
      const { stdout, stderr } = await run(command, ...args);
      expect(stdout + stderr).not.toContain(key);
    }
  });
};

clusterStory('test-cluster', ['debian'], [setUp, secretKey, takeOver, reboot]);
