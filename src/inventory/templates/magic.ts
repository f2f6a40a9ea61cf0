import { dirname, resolve } from 'node:path';
import { refuse } from '../jinja/failure.ts';
import { OMIT, type Value } from '../jinja/value.ts';
import { isHostList } from '../sources.ts';
import type { TemplateHost, World } from './world.ts';

/** Variables that Ansible gives every host itself, whatever the inventory says. */
export function magic(name: string, { name: host, groups, at }: TemplateHost, world: World): Value | undefined {
  switch (name) {
    case 'inventory_hostname':
      return host;
    case 'inventory_hostname_short':
      return host.split('.')[0] ?? host;
    case 'inventory_file':
      return isHostList(at.file) ? null : resolve(at.file);
    case 'inventory_dir':
      return isHostList(at.file) ? null : dirname(resolve(at.file));
    case 'playbook_dir':
      return resolve(world.playbookDirectory);
    case 'group_names':
      return [...groups].sort((a, b) => (a < b ? -1 : 1));
    case 'groups':
      return world.groups;
    case 'omit':
      return OMIT;
    default:
      return undefined;
  }
}

const OF_A_RUN: ReadonlySet<string> = new Set([
  ...['vars', 'play_hosts', 'role_name', 'role_names', 'role_path', 'environment', 'template_host'],
]);

/** How a host is reached: variables that may be left out. */
const CONNECTION =
  /^ansible_(?:host|port|user|password|connection|(?:ssh|sftp|scp|sudo|su|doas|become|winrm|psrp|network|paramiko|private_key|python_interpreter|shell)(?:_\w+)?)$/;

/**
 * Refuses variables that Ansible has only while it runs a playbook, and facts of hosts: umctl gathers its own, and to say that
 * they are not there would be another answer than Ansible's.
 */
export function refuseUnknown(name: string): void {
  if (OF_A_RUN.has(name)) refuse(`"${name}" is a variable of Ansible's own runs, which umctl does not have`);
  if (name.startsWith('ansible_') && !CONNECTION.test(name))
    refuse(
      `"${name}" is a fact or a variable of Ansible's own runs, which umctl does not have; write the value itself`,
    );
}
