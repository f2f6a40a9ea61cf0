import type { Family } from '../../../core/address/ip.ts';
import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import { sh } from '../../../core/sh.ts';
import { firewall } from '../../capabilities/firewall.ts';
import { type Misfit, provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce } from './in-force.ts';
import { rulesInChains } from './iptables-rules.ts';

/** iptables-services of Red Hat's kin, and netfilter-persistent of Debian's. */
export const iptables = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits,
  want(wanted, { facts }) {
    const { iptables: families, iptablesFiles } = read(facts, firewallInForce);
    return rulesInChains(
      families.flatMap((family) => {
        const file = iptablesFiles[family];
        return file === undefined
          ? []
          : [{ name: 'iptables', family, chain: 'INPUT', file, unloaded: unloaded(family, file) }];
      }),
      wanted,
    );
  },
});

const only = alone(
  'iptables with rules in a file that is loaded at boot',
  ({ iptables: families }) => families.length > 0,
);

function fits(facts: Facts): true | Misfit {
  const fit = only(facts);
  const { iptables: families, iptablesFiles } = read(facts, firewallInForce);
  if (fit !== true || families.every((family) => iptablesFiles[family] !== undefined)) return fit;
  return {
    needs: ['iptables with rules in a file that is loaded at boot'],
    here: 'iptables has rules that come from neither /etc/sysconfig/iptables (iptables-services) nor /etc/iptables/rules.v4 (iptables-persistent)',
    nearly: true,
  };
}

function unloaded(family: Family, file: string) {
  const own = family === 4 ? 'iptables' : 'ip6tables';
  const service = file.startsWith('/etc/sysconfig/') ? own : 'netfilter-persistent';
  return sh`if [ -d /run/systemd/system ] && ! systemctl -q is-enabled ${`${service}.service`} 2>/dev/null; then
  echo ${`${service}.service, which loads ${file}, does not start at boot`}
fi`;
}
