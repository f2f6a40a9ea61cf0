import type { Lab } from '../../../lab/index.ts';
import { type Accepted, accepted } from '../../unit/fuzz/accepted.ts';
import { contentOf } from '../../unit/fuzz/expected.ts';
import type { Parsed } from './ldirectord-parser.ts';

/** Texts that stand in ldirectord.cf as they stand in the inventory. */
const AS_WRITTEN = ['receive', 'login', 'virtualhost'] as const;

type Service = Readonly<Record<string, unknown>> & { readonly check?: Readonly<Record<string, unknown>> };

interface Vars {
  readonly virtual_address?: string;
  readonly virtual_addresses?: readonly { readonly address: string }[];
  readonly virtual_services: readonly Service[];
}

/** Each service, once for each virtual address, as the file has them. */
function servicesOf({ inventory }: Accepted): readonly Service[] {
  const { vars } = (inventory as { readonly all: { readonly vars: Vars } }).all;
  const addresses = [vars.virtual_address ?? (vars.virtual_addresses ?? []).map(({ address }) => address)].flat();
  return addresses.flatMap((address) =>
    vars.virtual_services.map((service) => ({ ...service, server: address.split('/')[0] })),
  );
}

/** What the inventory said of each service, in the names of ldirectord's parser. */
const said = (service: Service): Readonly<Record<string, unknown>> => {
  const texts = AS_WRITTEN.map((name) => [name, service.check?.[name]] as const);
  const all = [
    ['server', service['server']],
    ['port', String(service['port'])],
    ['comment', service['comment']],
    ...texts,
  ] as const;
  return Object.fromEntries(
    all.filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]),
  );
};

/** What the ldirectord of a host, whose parser is at /root/parse.pl, makes of fuzzed configurations, beside what they meant. */
export async function parseFuzzed(lab: Lab, host: string, sample: { readonly count: number; readonly seed: number }) {
  const taken = await accepted(sample);
  const configs = taken.map(({ desired }) => contentOf(desired, '/etc/ha.d/ldirectord.cf'));
  const all = `n=0
while read -r config; do n=$((n + 1)); echo "$config" | base64 -d > /root/fuzzed.$n.cf; done
PERLIO=perlio perl /root/parse.pl /usr/sbin/ldirectord $(seq -f /root/fuzzed.%g.cf $n)`;
  const input = configs.map((config) => `${Buffer.from(config).toString('base64')}\n`).join('');
  const { code, stdout, stderr } = await lab.exec(host, all, { input });
  if (code !== 0) throw new Error(stderr);
  const answers = stdout.trimEnd().split('\n');
  return taken.map((one, i) => ({
    said: servicesOf(one).map(said),
    parsed: (JSON.parse(answers[i] ?? '') as { readonly virtual: readonly Parsed[] }).virtual,
  }));
}
