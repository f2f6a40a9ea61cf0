import { expect, test } from 'vitest';
import { ldirectordCf } from '../../../../roles/ldirectord/config.ts';
import role from '../../../../roles/ldirectord/role.ts';
import type { LdirectordVars } from '../../../../roles/ldirectord/vars.ts';
import { context } from '../cluster.ts';
import { debianLdirectord } from './debian-ldirectord.ts';

const ldirectord = debianLdirectord();

const http = { name: 'http', port: 80, check: { request: 'index.html' } };

test.each([
  ['neither', {}, { check: 5, negotiate: 5 }],
  ['checktimeout alone', { checktimeout: 20 }, { check: 20, negotiate: 20 }],
  ['negotiatetimeout alone', { negotiatetimeout: 20 }, { check: 20, negotiate: 20 }],
  ['both', { checktimeout: 3, negotiatetimeout: 20 }, { check: 3, negotiate: 20 }],
])('with %s set, ldirectord gives checks the seconds that its manual says', (_, globals, seconds) => {
  const own = { ...http, name: 'own', port: 81, check: { ...http.check, service: 'http', timeout: 8 } };
  const vars = { ldirectord: globals, virtual_services: [http, own] };
  const { timeouts } = ldirectord.parse(ldirectordCf(context<LdirectordVars>(role, { vars })));
  expect(timeouts).toEqual([seconds, { check: 8, negotiate: 8 }]);
});
