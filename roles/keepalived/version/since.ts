import type { Refusal } from '../../../src/cluster/model/role.ts';
import { ALL_PORTS, isRange } from '../../../src/cluster/services/service-port.ts';
import type { Service } from '../../../src/cluster/services/services.ts';
import { kindOf } from '../checks/kind.ts';
import { ownOf, realChecksOf } from '../vars/own.ts';
import type { OwnCheck } from '../vars/own-checks.ts';

/** What the inventory uses, and the first version that has it. */
export interface Use extends Pick<Refusal, 'path'> {
  readonly what: string;
  readonly since: string;
}

/** Since when keepalived has a word of a check; those that are not here are in 2.0.0. */
const WORDS: Readonly<Record<string, string>> = {
  PING_CHECK: '2.1.0',
  UDP_CHECK: '2.1.0',
  payload: '2.2.0',
  min_reply_length: '2.2.0',
  max_reply_length: '2.2.0',
  http_protocol: '2.0.17',
  fast_recovery: '2.0.17',
  regex: '2.0.10',
  regex_no_match: '2.0.10',
};

/** Those before know the names of schedulers, and not this one. */
const TWOS = '2.2.7';

/** What of a virtual service not every keepalived since 2.0.0 has. */
export function usesOf(service: Service, path: Refusal['path']): readonly Use[] {
  const { vars } = service;
  const own = ownOf(vars)?.checks;
  const isPing = own === undefined && kindOf(service).by === 'ping';
  const ping = vars.check.type === 'ping' ? 'check of type ping' : 'check of a udp port, which is a ping';
  const portless = (whose: string) => `real servers without a port, as ${whose} needs`;
  return [
    ...(vars.fwmark !== undefined
      ? [{ since: '2.0.17', what: portless('a firewall mark'), path: [...path, 'fwmark'] }]
      : []),
    ...(isRange(vars.port) ? [{ since: '2.0.17', what: portless('a range of ports'), path: [...path, 'port'] }] : []),
    ...(vars.port === ALL_PORTS
      ? [{ since: '2.0.17', what: portless('a service of all ports'), path: [...path, 'port'] }]
      : []),
    ...(vars.scheduler === 'twos' ? [{ since: TWOS, what: 'scheduler twos', path: [...path, 'scheduler'] }] : []),
    ...(isPing ? [{ since: '2.1.0', what: ping, path: [...path, 'check', 'type'] }] : []),
    ...(vars.schedflags ?? []).flatMap((flag, i) =>
      flag.startsWith('mh-') ? [{ since: '2.1.0', what: `flag ${flag}`, path: [...path, 'schedflags', i] }] : [],
    ),
    ...usesOfChecks(own, path),
    ...vars.real_servers.flatMap((real, i) => usesOfChecks(realChecksOf(real), [...path, 'real_servers', i])),
  ];
}

const usesOfChecks = (checks: readonly OwnCheck[] | undefined, path: Refusal['path']): readonly Use[] =>
  (checks ?? []).flatMap((check, i) => usesOfCheck(check, [...path, 'keepalived', 'checks', i]));

const usesOfCheck = (check: OwnCheck, path: Refusal['path']): readonly Use[] => wordsIn(check, path).flatMap(since);

function since({ word, value, path }: Word): readonly Use[] {
  const first = WORDS[word];
  // One status, as 2.0 has it, and not a range of them.
  if (word === 'status_code' && Array.isArray(value) && (value.length > 1 || String(value[0]).includes('-')))
    return [{ since: '2.0.17', what: 'status_code of several', path }];
  return first === undefined ? [] : [{ since: first, what: word, path }];
}

interface Word extends Pick<Refusal, 'path'> {
  readonly word: string;
  readonly value: unknown;
}

/** The words of a check and of its parts, with where they stand. */
function wordsIn(given: object, path: Refusal['path']): readonly Word[] {
  return Object.entries(given).flatMap(([word, value]): readonly Word[] => {
    if (value === undefined) return [];
    const here = [...path, word];
    const below = Array.isArray(value) ? value.flatMap((one, i) => partsOf(one, [...here, i])) : partsOf(value, here);
    return [{ word, value, path: here }, ...below];
  });
}

const partsOf = (value: unknown, path: Refusal['path']): readonly Word[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? wordsIn(value, path) : [];
