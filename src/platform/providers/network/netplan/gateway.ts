import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { END, replaceFile } from '../../../../resources/shell/replace.ts';
import { script } from '../../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, way } from '../default-routes.ts';
import { reapply } from '../nm/reapply.ts';
import { setRoute, settle } from '../settle.ts';
import { definitionOf } from './definitions.ts';
import { accepts, FOLDER, generator, scratchCopy } from './generate.ts';
import { judge, type Params, type State } from './judge.ts';
import { printMade } from './made.ts';

const nameOf = ({ device }: Pick<Params, 'device'>): string => `99-umctl-gateway-${device}.yaml`;
export const pathOf = (params: Pick<Params, 'device'>): string => `${FOLDER}/${nameOf(params)}`;

/** The default route, in a file of umctl's own among netplan's, which belong to the admin and cloud-init, and live. */
export const gateway = defineResource<Params, State>({
  type: 'default route',
  key: ({ gateway, device }) => `${gateway} ${device}`,
  // Without its route a host answers nobody.
  impact: () => 'interrupts',
  want: (params) => ({ persisted: params.gateway, live: way(params) }),
  probe: (params) =>
    joinSh([
      askDefaultRoutes,
      generator,
      scratchCopy,
      sh`if scratch && said=$(generate --root-dir "$copy" 2>&1); then
  ${printMade(params.definitions)}
  ${withoutOurs(params)}
  echo without
  ${printMade(params.definitions)}
else echo "broken $said" | head -n 1
fi
forget_scratch
for f in ${FOLDER}/*.yaml; do
  sed -n 's/.*\\(via\\|gateway4\\): *["'"'"']*\\([0-9][0-9.]*\\).*/\\2/p' "$f" 2>/dev/null | while read -r via; do echo "says $via $f"; done
done`,
    ]),
  parse: judge,
  apply: (params, changed) => ({
    run: script(
      // Where the admin's files say it already, the route alone is to be set.
      changed('persisted') ? putFile(params) : setRoute(params),
      settle(params, 'netplan'),
      dropOthers(params),
    ),
    stdin: `${content(params)}${END}`,
  }),
  files: (params) => [pathOf(params)],
});

const putFile = (params: Params): Sh => sh`${generator}
${scratchCopy}
(
${joinSh([replaceFile(pathOf(params), '0600', accepts(nameOf(params)))])}
)
generate
${inForce(params)}`;

/** Netplan adds up the `routes` of all files. `gateway4` in two files makes it abort, where they differ (0.106). */
function content(params: Params): string {
  const { section, id } = definitionOf(params);
  const route = `{to: default, via: ${params.gateway}}`;
  return `# Written by umctl.\nnetwork:\n  version: 2\n  ${section}:\n    "${id}":\n      routes: [${route}]\n`;
}

/** Has what the admin's own files make in `$copy`, in place of what all of them make. */
const withoutOurs = (params: Params): Sh => sh`rm -f "$copy"${pathOf(params)}
rm -rf "$copy/run/systemd" "$copy/run/NetworkManager"
generate --root-dir "$copy" 2>/dev/null`;

const inForce = (params: Params): Sh =>
  definitionOf(params).renderer === 'networkd'
    ? sh`networkctl reload`
    : sh`nmcli con reload
${reapply(params.device)}`;
