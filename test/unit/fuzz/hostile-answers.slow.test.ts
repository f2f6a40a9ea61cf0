import { describe, expect, test } from 'vitest';
import { HostError } from '../../../src/core/errors.ts';
import { factRows } from '../../../src/core/fact-rows.ts';
import { platformOf } from '../../../src/platform/detect.ts';
import { QUESTIONS } from '../cluster/status/captured.ts';
import { status } from '../cluster/status/cluster.ts';
import { askedFacts, readFacts } from '../platform/facts/hosts.ts';

/** What no program prints that umctl asks, and a host may send all the same. */
const TEXTS: Readonly<Record<string, string>> = {
  'names that every object has': 'constructor\n__proto__=1\nconstructor=1\ntoString:/hasOwnProperty\n',
  'numbers beyond all measure': 'eth0 99999999999999999999 -99999999999999999999\n99999999999999999999\n-1\nNaN\n',
  'addresses that are none': '2: eth0    inet 999.1.2.3/99 brd x scope global eth0\ndefault via 1.2.3 dev eth0\n',
  'broken JSON': '{"version":{"__proto__":[',
  'lone surrogates and NUL': '\ud800\u0000\udfff'.repeat(100),
  'very many lines': 'conf/eth0/arp_ignore:1\nconf/all/arp_announce:2\n'.repeat(150_000),
  'one very long line': `${'a '.repeat(200_000)}=`,
};

describe.each(Object.entries(TEXTS))('%s', (_, stdout) => {
  test.each(askedFacts.map(({ id }) => id))(
    'as the answer to what is asked for the fact %s: facts are data, and known or refused',
    (asked) => {
      const output = (id: string) => ({ code: 0, stdout: id === asked ? stdout : 'x\n', stderr: stdout });
      const facts = readFacts(Object.fromEntries(askedFacts.map(({ id }) => [id, output(id)])));
      expect(() => factRows(askedFacts, facts)).not.toThrow();
      expect(() => structuredClone(facts)).not.toThrow();
      let refusal: unknown;
      try {
        platformOf('n1', facts);
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(HostError);
    },
  );

  test.each(QUESTIONS)('as the answer of a director: %s', (question) => {
    expect(status({ [question]: stdout }, {}).hosts).toHaveLength(2);
  });
});
