import type { SecretSource } from '../model/role.ts';
import type { VirtualService } from './service.ts';

/** What a secret of a service's check is called. */
export const checkSecretName = ({ name }: Pick<VirtualService, 'name'>, setting: 'passwd' | 'secret'): string =>
  `${setting} of ${name}`;

/** The secrets that the checks log in with; `forbids`: characters that the balancer's file has no way to write. */
export const secretSources = (
  services: readonly VirtualService[],
  { forbids }: { readonly forbids: string },
): Readonly<Record<string, SecretSource>> =>
  Object.fromEntries(
    services.flatMap((service) =>
      (['passwd', 'secret'] as const).flatMap((setting) => {
        const source = service.check[setting];
        return source === undefined ? [] : [[checkSecretName(service, setting), { ...source, forbids }] as const];
      }),
    ),
  );
