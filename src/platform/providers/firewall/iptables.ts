import { read } from '../../../core/fact.ts';
import type { Facts } from '../../../core/facts.ts';
import { firewall } from '../../capabilities/firewall.ts';
import { type Misfit, provider } from '../../provider.ts';
import { alone } from './alone.ts';
import { firewallInForce } from './in-force.ts';
import { unloadedBy } from './iptables-file.ts';
import { rulesInChains } from './iptables-rules.ts';
import { letEnd } from './let-end.ts';

/** iptables-services of Red Hat's kin, and netfilter-persistent of Debian's. */
export const iptables = provider({
  provides: firewall,
  facts: [firewallInForce],
  fits,
  want(wanted, { facts }) {
    const { iptables: families, iptablesFiles } = read(facts, firewallInForce);
    const rules = rulesInChains(
      families.flatMap((family) => {
        const file = iptablesFiles[family];
        return file === undefined
          ? []
          : [{ name: 'iptables', family, chain: 'INPUT', file, unloaded: unloadedBy(family, file, 'filter') }];
      }),
      wanted,
    );
    return [...rules, ...letEnd(wanted, facts)];
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
