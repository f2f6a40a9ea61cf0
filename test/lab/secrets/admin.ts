import type { Lab } from '../../../lab/index.ts';

/** Makes a user who may do everything, by sudo, with a password. */
export async function admitAdmin(lab: Lab, name: string, password: string): Promise<void> {
  const script = `set -e
useradd -m -s /bin/sh admin
chpasswd
echo 'admin ALL=(ALL) ALL' > /etc/sudoers.d/admin
cp -a /root/.ssh /home/admin/
chown -R admin: /home/admin/.ssh`;
  const { code, stderr } = await lab.exec(name, script, { input: `admin:${password}\n` });
  if (code !== 0) throw new Error(`${name}: ${stderr}`);
}
