import { lowerCaseName } from '../../src/cluster/membership/list.ts';
import { type Sh, sh } from '../../src/core/sh.ts';

/** The first word of a line that says what a node's heartbeat knows of another: `heartbeat n2 active`. */
const HEARD = 'heartbeat';

/** Prints whom heartbeat hears, where it runs. */
export const askPeers: Sh = sh`cl_status listnodes 2>/dev/null | while read -r node; do
  echo "${{ text: HEARD }} $node $(cl_status nodestatus "$node" 2>/dev/null | head -n 1)"
done`;

/**
 * Whether a node's heartbeat hears that of `name`, or has not waited long enough yet to take it for dead (`init`). Of a node
 * that is not in its ha.cf it says nothing. heartbeat prints the names of nodes in lower case.
 */
export const hears = (text: string, name: string): boolean =>
  text.split('\n').some((line) => {
    const [word, node = '', status] = line.split(' ');
    return word === HEARD && lowerCaseName(node) === lowerCaseName(name) && status !== 'dead';
  });
