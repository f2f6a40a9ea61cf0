import { type Capability, capability } from '../../core/capability.ts';

/** Settings of sysctl(8), in a file or block of their own, loaded at boot, and live now. */
export const kernelSettings: Capability<{
  /** Of the file or block: `arp`. */
  readonly name: string;
  readonly settings: Readonly<Record<string, string | number>>;
  /** By name: the file in which a program that has changed a setting for a while keeps the value that it will set again. */
  readonly setAside?: Readonly<Record<string, string>>;
}> = capability('kernel settings');
