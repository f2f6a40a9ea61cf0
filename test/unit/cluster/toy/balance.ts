import {
  addressOf,
  askRegister,
  type Balanced,
  defineBalancer,
  defineRole,
  directory,
  drainedNote,
  file,
  holdsVirtualAddress,
  newestRegister,
  registerFile,
  segment,
  virtualAddress,
  type WantedService,
  z,
} from '../../../../src/index.ts';
import { TABLE } from './paths.ts';
import { balanceStatus } from './status.ts';

const vars = z.object({ ...segment, virtual_services: z.array(z.object({ name: z.string(), port: z.int() })) });
type BalanceVars = z.infer<typeof vars>;

/** Every node is a real server of every service. */
const wanted = ({ vars, nodes, recalled }: Balanced<BalanceVars>): readonly WantedService[] => {
  const out = new Set(
    newestRegister(recalled).drained.flatMap(({ address, state }) => (state === 'drained' ? [address] : [])),
  );
  const addresses = nodes.map(addressOf);
  return vars.virtual_services.map(({ name, port }) => ({
    name,
    key: `TCP ${virtualAddress(vars).address}:${port}`,
    scheduler: 'rr',
    flags: [],
    reals: addresses.map((address) => ({
      address: `${address}:${port}`,
      forwarding: 'Route',
      weight: out.has(address) ? 0 : 1,
    })),
    realServers: addresses,
  }));
};

/** As {@link IPVSADM} reads it. */
const table = (services: readonly WantedService[]): string =>
  services
    .flatMap(({ key, scheduler, reals }) => [
      `service ${key} ${scheduler}`,
      ...reals.map(({ address, weight }) => `real ${address} ${weight}`),
    ])
    .map((line) => `${line}\n`)
    .join('');

const role = defineRole<BalanceVars>({
  name: 'balance',
  serves: true,
  vars,
  readsGroups: ['directors', 'real_servers'],
  recall: () => askRegister,
  warn: (context) => newestRegister(context.recalled).drained.map((one) => drainedNote(one, context.nodes)),
  resources: (context) => [
    ...registerFile(context.recalled, context.nodes.map(addressOf)),
    directory({ path: '/etc/balance' }),
    file({ path: TABLE, content: table(wanted(context)) }),
  ],
});

/** The stack's part that balances: its table is a file, as this machine's kernel need not have IPVS. */
export const balance = defineBalancer<BalanceVars>({
  id: 'balance',
  role,
  wanted,
  keepsPersistent: () => false,
  settlesWithin: () => 5,
  plays: ({ handOver }) => [
    { name: 'balance', hosts: 'directors', roles: [role], active: holdsVirtualAddress, around: [handOver] },
  ],
  software: () => [],
  everySoftware: [],
  families: [4],
  services: [],
  leave: () => [],
  owns: ['/etc/balance/*'],
  status: balanceStatus,
  drill: { faults: [], checkSeconds: () => 1, url: () => undefined },
});

/**
 * Stands for ipvsadm(8) and the kernel's table: prints the file as ipvsadm would, with connections that the test wrote to
 * /run/active-ADDRESS. `-C` clears it.
 */
export const IPVSADM = `#!/bin/sh
case "$*" in *daemon*) exit 0 ;; -C) exec rm -f ${TABLE} ;; esac
[ -e ${TABLE} ] || exit 0
while read -r kind a b c; do
  case $kind in
    service) echo "$a  $b $c" ;;
    real)
      active=$(cat "/run/active-\${a%:*}" 2>/dev/null || echo 0)
      case "$*" in
        *persistent*) echo "  -> $a   $b   0   $active   0" ;;
        *) echo "  -> $a   Route   $b   $active   0" ;;
      esac ;;
  esac
done < ${TABLE}
`;
