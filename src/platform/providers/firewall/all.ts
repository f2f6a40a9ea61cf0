import type { AnyProvider } from '../../provider.ts';
import { firewalld } from './firewalld.ts';
import { nftables } from './nftables.ts';
import { noFirewall } from './no-firewall.ts';

/** Every firewall that umctl can open, on whichever distribution. */
export const firewalls: readonly AnyProvider[] = [noFirewall, firewalld, nftables];
