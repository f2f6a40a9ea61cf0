import { read } from '../../../../core/fact.ts';
import { joinSh, sh } from '../../../../core/sh.ts';
import { alias } from '../../../capabilities/alias.ts';
import { defaultRoute } from '../../../capabilities/default-route.ts';
import { keptAddresses } from '../../../capabilities/kept-addresses.ts';
import { type AnyProvider, provider } from '../../../provider.ts';
import { configuredBy } from '../configured-by.ts';
import { undoDefaultRoute } from '../undo/default-route.ts';
import { aliasByNetworkd } from './alias.ts';
import { FOLDER, networkFiles } from './files.ts';
import { gateway, pathOf } from './gateway.ts';
import { keepAddresses, keepConfiguration } from './kept.ts';
import { undoReload } from './reload.ts';

const configured = configuredBy('networkd');
const owner = {
  ...configured,
  facts: [...configured.facts, networkFiles, keepConfiguration],
  owns: [FOLDER],
  families: [4],
} as const;

/** systemd-networkd: .network files, which belong to the admin but for those that are umctl's own, and drop-ins beside them. */
export const networkd: readonly AnyProvider[] = [
  provider({ ...owner, families: [4, 6], provides: alias, want: (spec, { facts }) => aliasByNetworkd(spec, facts) }),
  provider({ ...owner, provides: keptAddresses, want: (spec, { facts }) => keepAddresses(spec, facts) }),
  provider({
    ...owner,
    provides: defaultRoute,
    routes: /^\/etc\/systemd\/network\/[^/]+\.d\/umctl-gateway\.conf$/,
    want(route, { facts }) {
      const params = { ...route, files: read(facts, networkFiles) };
      return [gateway(params, { guard: { undo: joinSh([sh`save ${pathOf(params)}`, undoReload, undoDefaultRoute]) } })];
    },
  }),
];
