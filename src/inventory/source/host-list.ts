import type { Collector } from '../groups.ts';
import { hostAddress } from '../host-address.ts';
import { expandHosts } from '../host-range.ts';

/** `n1,n2:2222,`: hosts in no group. Ranges mean nothing here. */
export function readHostList(source: string, collect: Collector): void {
  for (const [index, written] of source.split(',').entries()) {
    const host = written.trim();
    if (host === '') continue;
    const column = source.split(',', index).join(',').length + (index === 0 ? 1 : 2);
    const at = { file: source, line: 1, column };
    const expanded = host.includes('[') && hostAddress(host) !== undefined ? { wrong: RANGE } : expandHosts(host);
    if ('wrong' in expanded) collect.report(at, expanded.wrong);
    else if (!collect.knowsHost(host)) {
      for (const name of expanded.names)
        if (!collect.knowsHost(name))
          collect.host(name, at, { group: collect.group('ungrouped', at), port: expanded.port });
    }
  }
}

const RANGE = 'a list of hosts has no ranges; name each of them: n1,n2,';
