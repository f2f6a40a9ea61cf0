import { ask } from './control.ts';
import { type LabFiles, labFiles } from './lab-files.ts';
import { runningLab } from './launch.ts';
import { labDirectory } from './paths.ts';
import type { ProcessIdentity } from './process.ts';
import { readState } from './state.ts';
import type { ControlRequest } from './supervisor/control.ts';
import type { HostSpec } from './topology.ts';

/** A lab that is up. */
export interface RunningLab {
  readonly name: string;
  readonly directory: string;
  readonly files: LabFiles;
  readonly hosts: readonly HostSpec[];
  readonly process: ProcessIdentity;
}

/** The lab with a name, or an error saying how to bring it up. */
export async function findLab(name: string): Promise<RunningLab> {
  const directory = labDirectory(name);
  const [state, process] = await Promise.all([readState(directory), runningLab(directory)]);
  const option = name === 'default' ? '' : ` --lab ${name}`;
  if (!state || !process) throw new Error(`the lab ${name} is not up; bring it up with: npm run lab -- up${option}`);
  return { name, directory, files: labFiles(directory), hosts: state.hosts, process };
}

/** The host with a name, or an error naming those that there are. */
export function hostOf(lab: RunningLab, name: string): HostSpec {
  const found = lab.hosts.find((host) => host.name === name);
  const names = lab.hosts.map((host) => host.name).join(', ');
  if (!found) throw new Error(`no host ${name} in the lab ${lab.name}; there are ${names}`);
  return found;
}

/** Does something to one host's power or cable; see the supervisor for what each verb means. */
export async function switchHost(
  lab: RunningLab,
  verb: Exclude<ControlRequest['verb'], 'status'>,
  name: string,
): Promise<void> {
  await ask(lab.process, { verb, host: hostOf(lab, name).name });
}
