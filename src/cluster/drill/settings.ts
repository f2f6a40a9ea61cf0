import { InputError } from '../../core/errors.ts';
import type { Job } from '../../core/play.ts';
import { stackOf } from '../stack/stack-of.ts';
import { type DrillCluster, readCluster } from './cluster.ts';
import type { DrillTimes } from './conduct.ts';
import { faultOf } from './faults/index.ts';
import { CONTROLLER } from './origin.ts';
import { whatToAsk } from './pages.ts';

/** What a drill was asked to be; times in seconds. */
export interface DrillOptions {
  /** Its name; which there are depends on the stack. */
  readonly fault: string;
  /** What the load asks; default: the first http service of each virtual address. */
  readonly url?: string | undefined;
  /** Names of virtual addresses, with commas between them, that the load asks; default: all. */
  readonly address?: string | undefined;
  /** The host of the inventory that the load goes through, or `controller`; see {@link chooseOrigin}. */
  readonly from?: string | undefined;
  /** The HTTP proxy that the load goes through. */
  readonly proxy?: string | undefined;
  /** Which node is struck. */
  readonly on?: string | undefined;
  readonly times: DrillTimes;
  /** To each address. */
  readonly load: {
    readonly rate: number;
    readonly timeout: number;
    readonly keepAlive: { readonly connections: number; readonly every: number; readonly patience: number };
  };
  readonly cutSeconds: number;
  /** Whether a fault that cannot be undone may be made. */
  readonly allowCrash: boolean;
}

/** The virtual addresses that a drill is about: where directors share them, those that are where the first that is asked is. */
export function drilledAddresses(
  options: Pick<DrillOptions, 'url' | 'address'>,
  cluster: DrillCluster,
): readonly string[] {
  const [first] = whatToAsk(options, cluster).urls;
  const asked = new URL(first).hostname.replace(/^\[|\]$/g, '');
  return cluster.groups.find((group) => group.includes(asked)) ?? cluster.groups[0] ?? cluster.addresses;
}

/** What of the options a drill cannot be made with, before any host is asked. @throws InputError */
export function refuseOptions({ fault, from, proxy, on, allowCrash, url, address }: DrillOptions, job: Job): void {
  const cluster = readCluster(job);
  const { nodes } = cluster;
  const refuse = (message: string): never => {
    throw new InputError([{ message }]);
  };
  if (faultOf(stackOf(job), fault).destructive === true && !allowCrash)
    refuse(`--fault ${fault} resets a host without warning: what is not on its disks is lost; add --allow-crash`);
  if (url !== undefined && address !== undefined) refuse('--url and --address: a page says which address is asked');
  if (address !== undefined) whatToAsk({ address }, cluster);
  if (from !== undefined && proxy !== undefined) refuse('--from and --proxy: the load can begin at one place only');
  if (on !== undefined && !nodes.some(({ name }) => name === on))
    refuse(`--on ${on}: the cluster has no such node; there are ${nodes.map(({ name }) => name).join(', ')}`);
  if (from === undefined || from === CONTROLLER) return;
  const names = job.hosts.map(({ name }) => name);
  if (!names.includes(from)) refuse(`--from ${from}: the inventory has no such host; there are ${names.join(', ')}`);
  if (nodes.some(({ name }) => name === from))
    refuse(
      `--from ${from}: it is a node of the cluster, so its own requests do not come in as clients' do; name another host`,
    );
}
