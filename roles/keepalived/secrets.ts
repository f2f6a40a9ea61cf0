import type { SecretSource } from '../../src/cluster/model/role.ts';
import { givenServices } from '../../src/cluster/services/given.ts';
import { secretSources } from '../../src/cluster/services/secrets.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { LONGEST, PASSWORD, UNWRITABLE } from './vars/authentication.ts';
import { FORBIDDEN } from './vars/writable.ts';
import type { KeepalivedVars } from './vars.ts';

/** What checks log in with, and the password of VRRP. */
export const secrets = ({ keepalived, ...vars }: KeepalivedVars): Readonly<Record<string, SecretSource>> => ({
  ...secretSources(givenServices<VirtualService>(vars), { forbids: FORBIDDEN }),
  ...(keepalived.authentication === undefined
    ? {}
    : { [PASSWORD]: { ...keepalived.authentication.password, forbids: UNWRITABLE, longest: LONGEST } }),
});
