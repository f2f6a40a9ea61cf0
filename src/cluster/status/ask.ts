import { RIGHTLY_AT_WORK } from '../../../roles/heartbeat/handover/at-work.ts';
import { type Sh, sh } from '../../core/sh.ts';
import { askRegister } from '../drain/register.ts';
import { askHeldSince } from './held-since.ts';
import { kernelAsks } from './kernel.ts';

/** What the questions to a node depend on. */
export interface NodeQuestions {
  readonly director: boolean;
  readonly interface: string;
  /** The node's own address on the segment. */
  readonly own: string;
  readonly virtual: string;
  /** The other directors, and heartbeat's names of the links to them. */
  readonly peers: readonly string[];
  readonly links: readonly string[];
  /** The router that its default route should go through. */
  readonly gateway?: string;
}

/** What a node is asked, in the order of what parseAnswer reads. */
export const statusAsks = (node: NodeQuestions): readonly Sh[] => [
  sh`ip -4 -o addr show to ${node.virtual}`,
  sh`cat ${`/sys/class/net/${node.interface}/address`}`,
  // Broadcast each time: arping(8) would go on with the first that answers, and a second would not be heard.
  sh`arping -b -c 2 -w 2 -I ${node.interface} -s ${node.own} ${node.virtual}`,
  ...kernelAsks(node),
  ...(node.director ? directorAsks(node) : []),
];

/** Said while LVSDirector goes on with what heartbeat has been told is done: until then two have the address, and rightly. */
export const HANDS_OVER = 'hands over';

const directorAsks = ({ virtual, peers, links }: NodeQuestions): readonly Sh[] => [
  askHeldSince(virtual),
  sh`cl_status hbstatus >/dev/null 2>&1 || exit
cl_status rscstatus 2>/dev/null || :
if ${RIGHTLY_AT_WORK}; then echo ${HANDS_OVER}; fi`,
  sh`for node in ${peers}; do echo "$node $(cl_status nodestatus "$node" 2>&1 | head -n 1)"; done`,
  sh`for node in ${peers}; do for link in ${links}; do
  echo "$node $link $(cl_status hblinkstatus "$node" "$link" 2>&1 | head -n 1)"
done; done`,
  // What `ldirectord status` looks at itself, whose modules take a second of a slow host's time at each look.
  // Its pid file is named after its argument: ldirectord.ldirectord.cf.pid where heartbeat starts it, ldirectord.ldirectord.pid
  // where the init system does.
  sh`for file in /var/run/ldirectord.*.pid; do
  { read -r pid < "$file"; } 2>/dev/null && grep -q ldirectord "/proc/$pid/cmdline" 2>/dev/null && exit
done
exit 3`,
  sh`ipvsadm -L -n`,
  sh`ipvsadm -L -n --persistent-conn`,
  askRegister,
];
