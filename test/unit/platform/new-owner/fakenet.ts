import { type Fact, read } from '../../../../src/core/fact.ts';
import type { Facts } from '../../../../src/core/facts.ts';
import { sh } from '../../../../src/core/sh.ts';
import { alias } from '../../../../src/platform/capabilities/alias.ts';
import { defaultRoute } from '../../../../src/platform/capabilities/default-route.ts';
import { type AnyProvider, provider } from '../../../../src/platform/provider.ts';
import { file } from '../../../../src/resources/file.ts';

const FOLDER = '/etc/fakenet';

/** Whether it has the network. */
export const fakenetRuns: Fact<boolean> = {
  id: 'fakenet',
  ask: sh`[ -e ${`${FOLDER}/enabled`} ]`,
  parse: ({ code }) => code === 0,
  show: (value) => [{ name: 'fakenet', values: [value ? 'runs' : 'does not run'] }],
};

const owner = {
  facts: [fakenetRuns],
  owns: [FOLDER],
  fits: (facts: Facts) => read(facts, fakenetRuns) || { needs: ['fakenet'], here: 'fakenet does not run' },
};

/** A network owner that exists in these tests only, as one would be added: all of it is this file. */
export const fakenet: readonly AnyProvider[] = [
  provider({
    ...owner,
    provides: alias,
    want: ({ label, addresses }) => [
      file({ path: `${FOLDER}/${label}`, content: addresses.map((one) => `address ${one}/32\n`).join('') }),
    ],
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    want: ({ gateway, device }) => [file({ path: `${FOLDER}/${device}`, content: `gateway ${gateway}\n` })],
  }),
];
