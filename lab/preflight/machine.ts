import process from 'node:process';

export interface Machine {
  readonly platform: string;
  readonly architecture: string;
  readonly uid: number;
}

const here: Machine = { platform: process.platform, architecture: process.arch, uid: process.getuid?.() ?? -1 };

/** What about the machine or the user rules the lab out. Pure. */
export async function machineProblem(machine: Machine = here): Promise<string | undefined> {
  const { platform, architecture, uid } = machine;
  if (platform !== 'linux' || architecture !== 'x64') {
    return `User-Mode Linux needs Linux on x86-64, this is ${platform} on ${architecture}; use such a machine or a virtual one`;
  }
  if (uid !== 0) return 'it makes network namespaces and disks, which needs root; run the same command with sudo';
  return undefined;
}
