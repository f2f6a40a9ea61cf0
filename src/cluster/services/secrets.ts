import type { SecretSource } from '../model/role.ts';
import type { GivenService } from './given.ts';
import type { VirtualService } from './service.ts';

/** What a secret of a service's check is called, by the name of the service as it stands in the inventory. */
export const checkSecretName = (name: string, setting: 'passwd' | 'secret'): string => `${setting} of ${name}`;

/** The secrets that the checks log in with; `forbids`: characters that the balancer's file has no way to write. */
export const secretSources = (
  services: readonly GivenService<VirtualService>[],
  { forbids }: { readonly forbids: string },
): Readonly<Record<string, SecretSource>> =>
  Object.fromEntries(
    services.flatMap(({ service, name }) =>
      (['passwd', 'secret'] as const).flatMap((setting) => {
        const source = service.check[setting];
        return source === undefined ? [] : [[checkSecretName(name, setting), { ...source, forbids }] as const];
      }),
    ),
  );
