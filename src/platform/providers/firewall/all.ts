import type { AnyProvider } from '../../provider.ts';
import { firewalld } from './firewalld.ts';
import { iptables } from './iptables.ts';
import { nftables } from './nftables.ts';
import { noFirewall } from './no-firewall.ts';
import { firewalldBefore } from './opened-before.ts';
import { ufw } from './ufw.ts';

/** Every firewall that umctl can open, on whichever distribution. */
export const firewalls: readonly AnyProvider[] = [noFirewall, firewalld, ufw, nftables, iptables, firewalldBefore];
