import { refuseHostFamilies } from '../../src/cluster/model/families.ts';
import { goneAddresses } from '../../src/cluster/model/holder.ts';
import { refuseInterface } from '../../src/cluster/model/interfaces.ts';
import { isDirector } from '../../src/cluster/model/is-director.ts';
import { defineRole } from '../../src/cluster/model/role.ts';
import { refuseAddress } from '../../src/cluster/model/segment.ts';
import { virtualAddresses } from '../../src/cluster/model/virtual-addresses.ts';
import { showCidr } from '../../src/core/address/cidr.ts';
import { decidedBy } from '../../src/core/decided-by.ts';
import { showPosition } from '../../src/core/errors.ts';
import { alias } from '../../src/platform/capabilities/alias.ts';
import { arpSilence } from '../../src/platform/capabilities/arp-silence.ts';
import { keptAddresses } from '../../src/platform/capabilities/kept-addresses.ts';
import { noAddress } from '../../src/resources/no-address.ts';
import { checks, clusterChecks } from './checks.ts';
import { vars } from './vars.ts';

/** A real server of direct routing: takes packets for the virtual address as its own, and keeps quiet about it. */
export default defineRole({
  name: 'realserver',
  serves: true,
  vars,
  refuse: refuseAddress,
  refuseHost: (context) => [
    ...refuseInterface(context),
    ...virtualAddresses(context.vars).flatMap(({ path, ...cidr }) =>
      refuseHostFamilies(context, alias, { path, address: showCidr(cidr) }),
    ),
  ],
  resources(context) {
    const { vars, platform, host, facts } = context;
    // ARP first: a real server that answers for the virtual address, even for a moment, steals the director's traffic.
    const silence = platform.want(arpSilence, { device: 'lo' });
    const addresses = virtualAddresses(vars);
    const virtual = platform.want(alias, {
      device: 'lo',
      label: 'lo:0',
      addresses: addresses.map(({ ip }) => ip.text),
      after: silence,
    });
    // Without its label, as a program of the stack puts it back, and IPv6 has none, it is nobody else's to take away.
    const old = goneAddresses({ host, facts }).map((address) => noAddress({ device: 'lo', address }));
    // On directors a stack moves the addresses to their interfaces.
    const devices = isDirector(context) ? [...new Set([vars.interface, ...addresses.map((one) => one.interface)])] : [];
    const kept = devices.flatMap((device) => platform.want(keptAddresses, { device }));
    const variable = vars.virtual_address === undefined ? 'virtual_addresses' : 'virtual_address';
    return [...silence, ...kept, ...old, ...decidedBy(`${variable} (${showPosition(host.at([variable]))})`, virtual)];
  },
  checks,
  clusterChecks,
});
