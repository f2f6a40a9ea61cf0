import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { beside, END, fill } from '../../../../resources/shell/replace.ts';
import { script } from '../../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, way } from '../default-routes.ts';
import { reapply } from '../nm/reapply.ts';
import { settle } from '../settle.ts';
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
  apply: (params) => ({
    run: script(
      generator,
      scratchCopy,
      sh`scratch || fail 'no scratch folder can be made, so netplan cannot be asked'
trap forget_scratch EXIT
${withoutOurs(params)}
made=$(${printMade({ [params.device]: definitionOf(params) })}
)
forget_scratch
trap - EXIT
if echo "$made" | grep -qE ${`^(Gateway=|gateway=|route[0-9]+=0\\.0\\.0\\.0/0,)${params.gateway.replaceAll('.', '\\.')}$`}; then
  ip -4 route replace default via ${params.gateway} dev ${params.device} proto static
else
  if echo "$made" | sed '/^\\[Route\\]/,$d' | grep -qiE '^gateway='; then how=${`gateway4: ${params.gateway}`}
  else how=${`routes: [{to: default, via: ${params.gateway}}]`}
  fi
  (${joinSh([
    beside(pathOf(params)),
    sh`printf '%s      %s\\n%s' ${head(params)} "$how" ${END} | {
${fill({ mode: '0600', owner: 'root', group: 'root' })}
}`,
    accepts(nameOf(params)),
    sh`if same; then chmod 0600 "$p"; else put; fi`,
  ])}
  )
  generate
  ${inForce(params)}
fi`,
      settle(params, 'netplan'),
      dropOthers(params),
    ),
  }),
  files: (params) => [pathOf(params)],
});

const head = (params: Params): string => {
  const { section, id } = definitionOf(params);
  return `# Written by umctl.\nnetwork:\n  version: 2\n  ${section}:\n    "${id}":\n`;
};

/** Has what the admin's own files make in `$copy`, in place of what all of them make. */
const withoutOurs = (params: Params): Sh => sh`rm -f "$copy"${pathOf(params)}
rm -rf "$copy/run/systemd" "$copy/run/NetworkManager"
generate --root-dir "$copy" 2>/dev/null`;

const inForce = (params: Params): Sh =>
  definitionOf(params).renderer === 'networkd'
    ? sh`networkctl reload`
    : sh`nmcli con reload
${reapply(params.device)}`;
