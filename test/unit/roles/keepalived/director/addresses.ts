/** Own addresses of both directors, and the virtual one. */
export type Addresses = readonly [string, string, string];

export const ADDRESSES = ['192.168.6.2', '192.168.6.3', '192.168.6.240'] as const;
export const PREFIX = { 4: 24, 6: 64 } as const;
export const familyOf = (address: string): 4 | 6 => (address.includes(':') ? 6 : 4);
const at = (address: string): string => (familyOf(address) === 6 ? `[${address}]:80` : `${address}:80`);

function tableOf([first, second, virtual]: Addresses): string {
  const reals = [first, second].map((real) => `ipvsadm -a -t ${at(virtual)} -r ${at(real)} -g -w 1 -x 0 -y 0`);
  return [`ipvsadm -A -t ${at(virtual)} -s rr`, ...reals].join('\n');
}

/** The variables of two virtual addresses, one of each family. */
export function dualVars(first: Addresses, second: Addresses) {
  const named = [first, second].map(([, , virtual], i) => ({
    name: `site${i}`,
    address: `${virtual}/${PREFIX[familyOf(virtual)]}`,
  }));
  return {
    vars: { virtual_address: undefined, virtual_addresses: named },
    hostVars: { n1: { address: [first[0], second[0]] }, n2: { address: [first[1], second[1]] } },
  };
}

/** The variables of two virtual addresses that prefer different directors, each with a service. */
export function preferringVars(first: string, second: string) {
  const named = [first, second].map((virtual, i) => ({
    name: `site${i}`,
    address: `${virtual}/${PREFIX[familyOf(virtual)]}`,
    prefer: `n${i + 1}`,
    virtual_services: [{ name: 'web', port: 80, check: { type: 'connect' } }],
  }));
  return { virtual_address: undefined, virtual_services: undefined, virtual_addresses: named };
}

interface Given {
  readonly addresses?: Addresses;
  readonly second?: Addresses;
  readonly preferring?: string;
}

/** Fills the table with all virtual addresses. */
export function fills({ addresses = ADDRESSES, second, preferring }: Given): string {
  const [own, other] = addresses;
  const all = [addresses, ...(second === undefined ? [] : [second])];
  const more: readonly Addresses[] = preferring === undefined ? [] : [[own, other, preferring]];
  return `{ ${[...all, ...more].map(tableOf).join('\n')}\n} 2>/dev/null || :`;
}
