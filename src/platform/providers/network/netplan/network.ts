import { type FactValues, read } from '../../../../core/fact.ts';
import { joinSh, sh } from '../../../../core/sh.ts';
import { alias } from '../../../capabilities/alias.ts';
import { defaultRoute } from '../../../capabilities/default-route.ts';
import { keptAddresses } from '../../../capabilities/kept-addresses.ts';
import { type AnyProvider, type Misfit, provider } from '../../../provider.ts';
import { configuredBy } from '../configured-by.ts';
import { networkFiles } from '../networkd/files.ts';
import { keepAddresses, keepConfiguration } from '../networkd/kept.ts';
import { aliasByUnit } from '../nm/before-loopback.ts';
import { undoDefaultRoute } from '../undo/default-route.ts';
import { aliasByNetplan } from './alias.ts';
import { type Definition, definitionOf, netplanDefinitions } from './definitions.ts';
import { gateway, pathOf } from './gateway.ts';
import { FOLDER } from './generate.ts';
import { undoGenerate } from './undo.ts';

const configured = configuredBy('netplan');
const owner = {
  ...configured,
  facts: [...configured.facts, netplanDefinitions, networkFiles, keepConfiguration],
  owns: [FOLDER],
  families: [4],
} as const;

/** Who does netplan's work for a device, or for most of the others where it has none of that name. */
function rendererOf(facts: FactValues, device: string): Definition['renderer'] {
  const definitions = read(facts, netplanDefinitions);
  const one = definitions[device] ?? Object.values(definitions).find(({ renderer }) => renderer === 'networkd');
  return one?.renderer ?? 'NetworkManager';
}

/** netplan: YAML files of the admin's and cloud-init's, which stay as they are, and some of umctl's own beside them. */
export const netplan: readonly AnyProvider[] = [
  provider({
    ...owner,
    families: [4, 6],
    provides: alias,
    want: (spec, { facts }) =>
      rendererOf(facts, spec.device) === 'networkd'
        ? aliasByNetplan(spec, read(facts, netplanDefinitions))
        : aliasByUnit(spec),
  }),
  provider({
    ...owner,
    provides: defaultRoute,
    routes: /^\/etc\/netplan\/99-umctl-gateway-[^/]+\.yaml$/,
    want(route, { facts }) {
      const params = { ...route, definitions: read(facts, netplanDefinitions) };
      const { renderer } = definitionOf(params);
      const undo = joinSh([sh`save ${pathOf(params)}`, undoGenerate(renderer, route.device), undoDefaultRoute]);
      return [gateway(params, { guard: { undo } })];
    },
  }),
  provider({
    ...owner,
    provides: keptAddresses,
    covers: (spec, facts): true | Misfit => {
      const covered = configured.covers(spec, facts);
      if (covered !== true) return covered;
      return rendererOf(facts, spec.device) === 'networkd' || { needs: [], here: '' };
    },
    want: (spec, { facts }) => keepAddresses(spec, facts),
  }),
];
