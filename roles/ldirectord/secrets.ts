import type { SecretSource } from '../../src/cluster/model/role.ts';
import type { VirtualService } from './vars/service.ts';

/** What a secret of a service's check is called. */
export const checkSecretName = ({ name }: Pick<VirtualService, 'name'>, setting: 'passwd' | 'secret'): string =>
  `${setting} of ${name}`;

/** The secrets that the checks log in with. ldirectord.cf has no way to write a `#`. */
export const secretSources = (services: readonly VirtualService[]): Readonly<Record<string, SecretSource>> =>
  Object.fromEntries(
    services.flatMap((service) =>
      (['passwd', 'secret'] as const).flatMap((setting) => {
        const source = service.check[setting];
        return source === undefined ? [] : [[checkSecretName(service, setting), { ...source, forbids: '#' }] as const];
      }),
    ),
  );
