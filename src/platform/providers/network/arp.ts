import { read } from '../../../core/fact.ts';
import { arpSilence } from '../../capabilities/arp-silence.ts';
import { kernelSettings } from '../../capabilities/kernel-settings.ts';
import { type AnyProvider, provider } from '../../provider.ts';
import { hiddenArp } from './hidden-arp.ts';

/** The settings that the host's kernel has, older ones first. */
export const arpSettings: readonly AnyProvider[] = [
  provider({
    provides: arpSilence,
    facts: [hiddenArp],
    fits: (facts) => read(facts, hiddenArp) || { needs: [], here: 'the kernel has no hidden interfaces' },
    // On kernels with the `hidden` patch: `all` lets interfaces be hidden, the device is.
    want: ({ device }, { platform }) =>
      platform.want(kernelSettings, {
        name: 'arp',
        settings: { 'net.ipv4.conf.all.hidden': 1, [`net.ipv4.conf.${device}.hidden`]: 1 },
      }),
  }),
  provider({
    provides: arpSilence,
    // Keeps a host from answering ARP for addresses on other interfaces than the asked one, and from naming them in its
    // own requests. The kernel takes the highest of `all` and of the interface that receives or sends (ip-sysctl), so
    // `all` covers interfaces that are yet to come, while `lo`, which receives no ARP, would do nothing.
    want: (_, { platform }) =>
      platform.want(kernelSettings, {
        name: 'arp',
        settings: { 'net.ipv4.conf.all.arp_ignore': 1, 'net.ipv4.conf.all.arp_announce': 2 },
      }),
  }),
];
