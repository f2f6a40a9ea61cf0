import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import { joinSh, sh } from '../../../core/sh.ts';
import { addWords } from '../../../resources/address.ts';
import { block } from '../../../resources/block.ts';
import { alias } from '../../capabilities/alias.ts';
import { defaultRoute } from '../../capabilities/default-route.ts';
import { type AnyProvider, type Misfit, provider } from '../../provider.ts';
import { configuredBy } from './configured-by.ts';
import { gateway } from './ifupdown-gateway.ts';
import { fileAlone } from './ifupdown-owner.ts';
import { soleStanza } from './ifupdown-sole.ts';
import { INTERFACES } from './ifupdown-sources.ts';
import { type Aliases, liveAddresses, ofFamily } from './live.ts';
import { network, ownerOf } from './owners.ts';
import { undoAddress } from './undo/address.ts';
import { undoDefaultRoute } from './undo/default-route.ts';
import { undoFiles } from './undo/ifupdown-files.ts';

const configured = configuredBy('ifupdown');

const owner = {
  ...configured,
  // Where no interface is to be set, it is no matter that nothing would bring it up at boot.
  fits: (facts: Facts) => read(facts, network) === fileAlone.name || configured.fits(facts),
  covers(spec: { readonly device: string }, facts: Facts): true | Misfit {
    const covered = configured.covers(spec, facts);
    if (covered === true || ownerOf(facts, spec.device) !== fileAlone.name) return covered;
    return { ...covered, hint: 'apt-get install ifupdown' };
  },
  owns: ['/etc/network'],
  families: [4],
} as const;

/** ifupdown: /etc/network/interfaces, which belongs to the admin; see interfaces(5). */
export const ifupdown: readonly AnyProvider[] = [
  provider({
    ...owner,
    families: [4, 6],
    provides: alias,
    want(spec) {
      const { label, after } = spec;
      // At boot too, the settings come first: without them the host would answer ARP as soon as the alias is up.
      const settings = after.flatMap(({ files = [] }) => files).map((file) => `\tpre-up sysctl -q -p ${file}\n`);
      const stanza = [`auto ${label}\n`, ...stanzaOf(spec), ...settings, ...othersOf(spec)];
      return [
        soleStanza({ label }),
        block({ path: INTERFACES, name: label, content: stanza.join('') }, { guard: { undo: undoFiles } }),
        // ifupdown takes an alias for configured that something else took down, hence the force; see ifup(8).
        ...liveAddresses(spec, { up: () => sh`ifup --force ${label}`, guard: { undo: undoAddress(spec) } }),
      ];
    },
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: (route) => [gateway(route, { guard: { undo: joinSh([undoFiles, undoDefaultRoute]) } })],
  }),
];

/** One address of IPv4 in its own words. */
const stanzaOf = ({ label, addresses }: Aliases): readonly string[] => {
  const [first] = ofFamily(addresses, 4);
  return first === undefined
    ? [`iface ${label} inet manual\n`]
    : [`iface ${label} inet static\n`, `\taddress ${first}\n`, '\tnetmask 255.255.255.255\n'];
};

/** All others by commands, each by itself: ifup would give up at the first that is there already. */
const othersOf = ({ addresses, ...on }: Aliases): readonly string[] => {
  const [first] = ofFamily(addresses, 4);
  return addresses.flatMap((one) => (one === first ? [] : [`\tup ${addWords({ ...on, address: one }).join(' ')}\n`]));
};
