import { missingInterface, refuseInterface } from '../../src/cluster/model/interfaces.ts';
import type { Context, Refusal } from '../../src/cluster/model/role.ts';
import { refuseMarks } from '../../src/cluster/services/marked.ts';
import { services } from '../../src/cluster/services/services.ts';
import type { KeepalivedVars } from './vars.ts';
import { versionOf } from './version/of-host.ts';
import { usesOf } from './version/since.ts';
import { isAtLeast, type KeepalivedVersion, OLDEST } from './version/version.ts';

type Director = Context<KeepalivedVars>;

/** What of the inventory does not fit what the host is, or the keepalived that it has or would get. */
export function refuseHost(director: Director): readonly Refusal[] {
  const version = versionOf(director.facts);
  const { name } = director;
  if (!isAtLeast(version, OLDEST)) {
    const message =
      `${name} has or would get keepalived ${version.version}; umctl writes for ${OLDEST} and later: ` +
      'set `stack: heartbeat`, or `package_repositories` with a newer one';
    return [{ path: ['stack'], message }];
  }
  const elsewhere = refuseInterface(director);
  return [
    ...elsewhere,
    ...refuseMarks(director),
    ...(elsewhere.length > 0 ? [] : refuseInterfaces(director)),
    ...refuseYoung(director, version),
  ];
}

/** The interfaces that are keepalived's own. */
function refuseInterfaces(director: Director): readonly Refusal[] {
  const { interface: own, track_interface: tracked } = director.vars.keepalived;
  return [
    ...(own === undefined ? [] : [{ wanted: own, path: ['keepalived', 'interface'] }]),
    ...tracked.map((one, i) => ({ wanted: one.interface, path: ['keepalived', 'track_interface', i] })),
  ].flatMap((one) => missingInterface(director, one) ?? []);
}

/** What came to keepalived only after the version of the host. */
const refuseYoung = (director: Director, version: KeepalivedVersion): readonly Refusal[] =>
  services(director)
    .flatMap((service) => usesOf(service, service.path))
    .filter(({ since }) => !isAtLeast(version, since))
    .map(({ since, what, path }) => ({
      path,
      message: `keepalived ${version.version} of ${director.name} has no ${what}; that came with ${since}`,
    }));
