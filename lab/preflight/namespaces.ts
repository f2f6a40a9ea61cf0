import { open } from 'node:fs/promises';
import { run } from '../system/run.ts';

const container = 'in a container, run it with --privileged, or use a virtual machine';

/** Whether the kernel lets us make the lab's network: namespaces of its own, and taps in them. */
export async function namespaceProblem(): Promise<string | undefined> {
  const unshare = await run(['unshare', '--mount', '--net', '--pid', '--fork', '--mount-proc', 'true'], {
    timeout: 10_000,
  });
  if (unshare.code !== 0) return `namespaces are refused (${unshare.stderr.trim()}); ${container}`;
  try {
    await (await open('/dev/net/tun', 'r+')).close();
    return undefined;
  } catch (error) {
    return `/dev/net/tun is closed (${(error as Error).message}); run modprobe tun; ${container}`;
  }
}
