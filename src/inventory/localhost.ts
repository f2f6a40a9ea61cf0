import type { Host, Inventory } from '../core/host.ts';

/** Names of this controller itself: Ansible has a host of its own for them, where the inventory names none of them. */
const NAMES: readonly string[] = ['127.0.0.1', 'localhost', '::1'];

export const isLocalhost = (name: string): boolean => NAMES.includes(name);

/** The host that one of these names stands for where nothing else has it: the first of the inventory's with another of them. */
export const namedLocalhost = ({ hosts }: Pick<Inventory, 'hosts'>): Host | undefined =>
  hosts.find(({ name }) => isLocalhost(name));

/** What umctl does not do with Ansible's own host. */
export const NOT_WORKED_ON =
  "Ansible's implicit localhost, this controller itself, is none of umctl's hosts: runs go over ssh to hosts of the inventory";
