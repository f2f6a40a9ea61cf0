import { type LabFiles, labFiles } from '../access/lab-files.ts';
import { labDirectory } from '../model/paths.ts';
import { readState } from '../model/state.ts';
import type { HostSpec } from '../model/topology.ts';
import type { ControlRequest } from '../supervisor/control.ts';
import type { ProcessIdentity } from '../system/process.ts';
import { ask } from './control.ts';
import { runningLab } from './launch.ts';

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
  verb: Exclude<ControlRequest['verb'], 'status' | 'proxy'>,
  name: string,
): Promise<void> {
  await ask(lab.process, { verb, host: hostOf(lab, name).name });
}
