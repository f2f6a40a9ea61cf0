import { defineResource } from '../../src/core/resource.ts';
import { sh } from '../../src/core/sh.ts';
import { script } from '../../src/resources/shell/script.ts';
import { askGateway, silenceOf } from './asking.ts';

interface Params {
  readonly gateway: string;
  readonly interface: string;
  /** Where the inventory has the gateway: `inventory.yaml:4:14`. */
  readonly at: string;
}

/** That the gateway answers on the interface. Nothing on the host can bring that about, so a step for it cannot be done. */
export const proof = defineResource<Params, { readonly answers: boolean }>({
  type: 'proof of the gateway',
  key: ({ gateway, interface: device }) => `${gateway} on ${device}`,
  want: () => ({ answers: true }),
  probe: askGateway,
  parse(output, params) {
    const silence = silenceOf(output, params);
    if (silence === undefined) return { answers: true };
    const { gateway, at } = params;
    const hint = `correct \`gateway\` (${at}), or accept it as it is with --allow-silent-gateway`;
    return { answers: false, cannot: `${gateway} ${silence}; ${hint}` };
  },
  apply: ({ gateway, interface: device }) => ({ run: script(sh`fail ${`${gateway} does not answer on ${device}`}`) }),
  impact: () => 'none',
});
