import type { Output } from '../../../../core/connection.ts';
import { defineResource } from '../../../../core/resource.ts';
import { joinSh, type Sh, sh } from '../../../../core/sh.ts';
import { END, relabel, replaceFile } from '../../../../resources/shell/replace.ts';
import { script } from '../../../../resources/shell/script.ts';
import { askDefaultRoutes, dropOthers, liveRoute, way } from '../default-routes.ts';
import { linkLines } from '../link-lines.ts';
import { setRoute, settle } from '../settle.ts';
import { dropInsOf } from './files.ts';
import { parseNetworkFile, type Said } from './routes.ts';

interface Params {
  readonly gateway: string;
  readonly device: string;
  /** The .network files of all devices. */
  readonly files: Readonly<Record<string, string>>;
}

/** `persisted` = the gateway that the device's files say, or what stands there instead; `live` = the route in use. */
type State = { readonly persisted?: string | undefined; readonly live?: string | undefined };

export const pathOf = ({ device, files }: Pick<Params, 'device' | 'files'>): string =>
  `${dropInsOf(files[device] ?? '')}/umctl-gateway.conf`;

const content = ({ gateway }: Params): string => `# Written by umctl.\n[Network]\nGateway=${gateway}\n`;

/** The default route, in a drop-in of umctl's own beside the device's file, which belongs to the admin, and live. */
export const gateway = defineResource<Params, State>({
  type: 'default route',
  key: ({ gateway, device }) => `${gateway} ${device}`,
  // Without its route a host answers nobody.
  impact: () => 'interrupts',
  want: (params) => ({ persisted: params.gateway, live: way(params) }),
  probe: ({ files }) =>
    joinSh([
      askDefaultRoutes,
      ...Object.entries(files).map(
        ([device, file]) => sh`echo ${`link ${device}`}
${catConfig(file)}`,
      ),
    ]),
  parse,
  apply: (params, changed) => ({
    run: script(
      // Where the admin's files say it already, the route alone is to be set.
      changed('persisted') ? putDropIn(params) : setRoute(params),
      settle(params, 'networkd'),
      dropOthers(params),
    ),
    stdin: `${content(params)}${END}`,
  }),
  files: (params) => [pathOf(params)],
});

const putDropIn = (params: Params): Sh => {
  const path = pathOf(params);
  const folder = path.replace(/\/[^/]*$/, '');
  return sh`[ -d ${folder} ] || { (umask 022; mkdir ${folder}); p=${folder}; ${relabel}; }
(
${replaceFile(path)}
)
networkctl reload`;
};

const catConfig = (file: string): Sh =>
  sh`systemd-analyze --no-pager cat-config ${`systemd/network/${file.replace(/.*\//, '')}`} 2>/dev/null`;

function parse({ stdout }: Output, params: Params): State & { readonly cannot?: string | undefined } {
  const [route = '', ...lines] = stdout.split('\n');
  const { inUse, live } = liveRoute(route, params);
  const links = linkLines(lines);
  const said = new Map([...links].map(([device, text]) => [device, parseNetworkFile(text)] as const));
  const mine = said.get(params.device);
  const others = [...said].flatMap(([device, { gateways }]) =>
    device === params.device ? [] : gateways.map((one) => ({ ...one, device })),
  );
  return { ...judge(params, { mine, others, inUse }), live };
}

interface Found {
  readonly mine: Said | undefined;
  readonly others: readonly { readonly gateway: string; readonly device: string; readonly file: string }[];
  readonly inUse: string | undefined;
}

function judge(
  params: Params,
  { mine, others, inUse }: Found,
): Pick<State, 'persisted'> & { readonly cannot?: string | undefined } {
  const { device, gateway } = params;
  if (mine === undefined)
    return { persisted: undefined, cannot: `networkd has no file for ${device}; give it one by hand` };
  const [other] = others;
  // What DHCP sets is right as long as the route in use is.
  if (mine.dhcp && mine.gateways.length === 0 && inUse === way(params) && other === undefined)
    return { persisted: gateway };
  const foreign = mine.gateways.filter(({ file }) => file !== pathOf(params));
  const wrong = foreign.find((one) => one.gateway !== gateway);
  const gateways = [...new Set(mine.gateways.map((one) => one.gateway))];
  const persisted = [
    ...gateways,
    ...(mine.dhcp ? [`${device} by DHCP`] : []),
    ...others.map((one) => `${one.gateway} on ${one.device}`),
  ].join(', ');
  return { persisted: persisted || undefined, cannot: cannot(params, { wrong, other, dhcp: mine.dhcp }) };
}

/** What could only be put right by guessing what the admin meant. */
function cannot(
  { device, gateway }: Params,
  {
    wrong,
    other,
    dhcp,
  }: { wrong?: Said['gateways'][number] | undefined; other?: Found['others'][number] | undefined; dhcp: boolean },
): string | undefined {
  if (other !== undefined)
    return `${other.file} gives ${other.device} the gateway ${other.gateway}, and a host has one default route; take that out by hand`;
  if (wrong !== undefined)
    return `${wrong.file} gives ${device} the gateway ${wrong.gateway}, which umctl does not change; set it to ${gateway} there, or take it out`;
  return dhcp
    ? `the gateway of ${device} is not umctl's to set while networkd asks DHCP for it; have DHCP tell it, or give ${device} a fixed address`
    : undefined;
}
