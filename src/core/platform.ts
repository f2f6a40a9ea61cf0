import type { Capability } from './capability.ts';
import type { PackageRepository } from './package-repository.ts';
import type { Relations, Resource } from './resource.ts';
import type { Sh } from './sh.ts';

/** Software that roles ask for; each distribution knows its packages' names. */
export const SOFTWARE = [
  ...(['heartbeat', 'ldirectord', 'ipvsadm', 'arping', 'syslog', 'web server', 'ftp server'] as const),
  // What ldirectord asks such services with.
  ...(['dns checks', 'ldap checks', 'mysql checks', 'pgsql checks'] as const),
] as const;
export type Software = (typeof SOFTWARE)[number];

/** A service as roles want it. */
export interface ServiceSpec {
  /** Its name to the init system: `heartbeat`. */
  readonly name: string;
  /** Whether it starts at boot, in run levels 2, 3, 4 and 5. */
  readonly enabled: boolean;
  /** Unset = leave it as it is. */
  readonly running?: boolean;
  /** How it takes in changed configuration. */
  readonly onChange?: 'reload' | 'restart';
}

/** What a host can do, in the way that is its own. Made by src/platform only. */
export interface Platform extends FormerPlatform {
  /** `Debian GNU/Linux 12 (bookworm)` */
  readonly name: string;
  /**
   * What brings it about on this host; nothing where it has no way to do something optional.
   * @throws HostError where it has no way to do something else
   */
  readonly want: <Spec>(
    capability: Capability<Spec>,
    spec: NoInfer<Spec>,
    relations?: Relations,
  ) => readonly Resource[];
  /**
   * What roles have to know of how this host does it.
   * @throws HostError where it has no way to do it
   */
  readonly ask: <Answer>(capability: Capability<never, Answer>) => Answer;
  /** Why it has no way to do it; undefined where it has one. */
  readonly why: (capability: Capability<never>) => string | undefined;
  /** Whether a file makes the host's own network: its old state may be one in which nobody reaches the host. */
  readonly makesNetwork: (path: string) => boolean;
}

/** The same by functions, until roles want capabilities. */
export interface FormerPlatform {
  /** One resource with one field a package, so that one transaction installs them all. */
  readonly packages: (software: readonly Software[], relations?: Relations) => Resource;
  /** The host's configuration of those that are of the form which its package tool takes. */
  readonly repositories: (repositories: readonly PackageRepository[]) => readonly Resource[];
  /** The name of the field that `packages` has for this software; for `resetBy`. */
  readonly packageField: (software: Software) => string;
  readonly service: (spec: ServiceSpec, relations?: Relations) => Resource;
  /** Has daemons of the distribution's forget what files told them that umctl had made, and that are gone. */
  readonly forget: (paths: readonly string[]) => readonly Resource[];
  /** Teaches the init system how a service rereads its configuration, where its package does not; a line of words. */
  readonly reloadsBy: (spec: { readonly service: string; readonly command: string }) => readonly Resource[];
  /**
   * Has a service start after the network is up, after a command, and with a variable (`NAME=value`) in its environment; a
   * line of words. Left out where the init system has no way to do it.
   */
  readonly startsWith?: (spec: {
    readonly service: string;
    readonly command: string;
    readonly environment: string;
  }) => readonly Resource[];
  /** Succeeds while the host shuts down; there where `startsWith` is. */
  readonly shutsDown?: Sh;
  /** Kernel modules loaded now and at every boot. */
  readonly kernelModules: (names: readonly string[]) => readonly Resource[];
  /** Settings in a file of their own, `name`, loaded at boot, and live now. */
  readonly sysctl: (name: string, settings: Readonly<Record<string, string | number>>) => Resource;
  /** Keeps the host from answering ARP for addresses on its loopback, by the settings that its kernel has. */
  readonly arpSilence: () => Resource;
  readonly network: {
    /** A /32 alias such as lo:0, now and after every boot, brought up only when `after` is in force. */
    readonly alias: (
      spec: { readonly device: string; readonly label: string; readonly address: string },
      after: readonly Resource[],
    ) => readonly Resource[];
    /** The default route, now and after every boot. */
    readonly defaultRoute: (spec: { readonly gateway: string; readonly device: string }) => readonly Resource[];
  };
  /** Where the distribution keeps things that roles write or run. */
  readonly paths: {
    readonly heartbeat: string;
    readonly ipfail: string;
    readonly webRoot: string;
    readonly ftpConfig: string;
    readonly ftpRoot: string;
  };
  /** Has syslog write by these rules, too; in lines of syslog.conf(5). */
  readonly logRules: (rules: string, relations?: Relations) => readonly Resource[];
  /** The web server's configuration with these `server` blocks in it, and no others that would take their ports. */
  readonly webSite: (servers: string) => { readonly path: string; readonly content: string };
  /** Their service names, where distributions differ. */
  readonly services: { readonly web: string; readonly ftp: string; readonly syslog: string };
}
