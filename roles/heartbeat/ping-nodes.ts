import type { Context } from '../../src/cluster/model/role.ts';
import { showPosition } from '../../src/core/errors.ts';
import { linesIn } from '../../src/core/fact.ts';
import { defineResource, type Resource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { script } from '../../src/resources/shell/script.ts';
import { type HeartbeatVars, pingedGateway } from './vars.ts';

interface Params {
  readonly addresses: readonly string[];
  /** Where the inventory has them: `inventory.yaml:9:13`. */
  readonly at: string;
}

/** That they answer. A host without ping(8), before its first apply, cannot tell. */
const proof = defineResource<Params, { readonly answer: boolean }>({
  type: 'proof of the ping nodes',
  key: ({ addresses }) => addresses.join(', '),
  want: () => ({ answer: true }),
  probe: ({ addresses }) => sh`command -v ping >/dev/null || exit 0
for address in ${addresses}; do
  { ping -c 1 -W 1 "$address" || ping -c 2 -W 2 "$address"; } >/dev/null 2>&1 </dev/null || echo "$address" &
done
wait`,
  parse(output, { at }) {
    const silent = linesIn(output);
    if (silent.length === 0) return { answer: true };
    const who =
      silent.length === 1 ? `the ping node ${silent[0]} does not` : `the ping nodes ${silent.join(', ')} do not`;
    const hint = `correct \`heartbeat.ping\` (${at}), or accept it as it is with --allow-silent-gateway`;
    return { answer: false, cannot: `${who} answer: a director would take itself for cut off; ${hint}` };
  },
  apply: ({ addresses }) => ({ run: script(sh`fail ${`not all of ${addresses.join(', ')} answer`}`) }),
  impact: () => 'none',
});

/** A ping node that is mistyped is like one that is down. The gateway has a proof of its own. */
export function pingNodesProven({ vars, host, allowed }: Context<HeartbeatVars>): readonly Resource[] {
  const addresses = (vars.heartbeat.ping ?? []).filter((address) => !pingedGateway(vars).includes(address));
  if (addresses.length === 0 || allowed.has('silent gateway')) return [];
  return [proof({ addresses, at: showPosition(host.at(['heartbeat', 'ping'])) })];
}

/** What a first set-up relies on without a proof; once heartbeat runs, it says itself of each link whether it hears the other. */
export function warnOfSerial({ name, vars, recalled }: Context<HeartbeatVars>): readonly string[] {
  const serial = vars.heartbeat.links.flatMap((link) => ('serial' in link ? [link.serial] : []));
  if (serial.length === 0 || /^heartbeat /m.test(recalled.get(name) ?? '')) return [];
  return [
    `${name}: nobody hears the other director over ${serial.join(', ')} before heartbeat runs: serial links are not tried, and are checked afterwards only`,
  ];
}
