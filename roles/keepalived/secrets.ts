import type { SecretSource } from '../../src/cluster/model/role.ts';
import { secretSources } from '../../src/cluster/services/secrets.ts';
import { LONGEST, PASSWORD, UNWRITABLE } from './vars/authentication.ts';
import { FORBIDDEN } from './vars/writable.ts';
import type { KeepalivedVars } from './vars.ts';

/** What checks log in with, and the password of VRRP. */
export const secrets = ({ virtual_services, keepalived }: KeepalivedVars): Readonly<Record<string, SecretSource>> => ({
  ...secretSources(virtual_services, { forbids: FORBIDDEN }),
  ...(keepalived.authentication === undefined
    ? {}
    : { [PASSWORD]: { ...keepalived.authentication.password, forbids: UNWRITABLE, longest: LONGEST } }),
});
