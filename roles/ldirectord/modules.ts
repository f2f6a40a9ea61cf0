import { negotiated } from '../../src/cluster/services/negotiated.ts';
import type { ServiceType } from '../../src/cluster/services/negotiation.ts';
import type { VirtualService } from '../../src/cluster/services/service.ts';
import { type Check, check } from '../../src/core/check.ts';
import { sh } from '../../src/core/sh.ts';

/** What ldirectord loads at a check's first turn, and takes the real server for dead without; other services need nothing more. */
const MODULES: Partial<Record<ServiceType, readonly string[]>> = {
  dns: ['Net::DNS'],
  imap: ['Net::IMAP::Simple'],
  imaps: ['Net::IMAP::Simple::SSL'],
  ldap: ['Net::LDAP'],
  ldaps: ['Net::LDAP'],
  mysql: ['DBI', 'DBD::mysql'],
  oracle: ['DBI', 'DBD::Oracle'],
  pgsql: ['DBI', 'DBD::Pg'],
  pop: ['Mail::POP3Client'],
  pops: ['Mail::POP3Client'],
  radius: ['Authen::Radius'],
};

/** What ldirectord asks by LWP, which needs one more module over IPv6. */
export const BY_LWP: readonly ServiceType[] = ['http', 'https', 'http_proxy'];

const INET6 = 'Net::INET6Glue::INET_is_INET6';

/** Whether Perl has what the checks in use are made with; on some distributions not all of it comes with ldirectord. */
export function moduleChecks(
  name: string,
  services: readonly VirtualService[],
  { overIpv6 = false }: { readonly overIpv6?: boolean } = {},
): readonly Check[] {
  const needed = new Map(
    negotiated(services).flatMap((type) =>
      [...(MODULES[type] ?? []), ...(overIpv6 && BY_LWP.includes(type) ? [INET6] : [])].map((module) => [module, type]),
    ),
  );
  if (needed.size === 0) return [];
  const ask = sh`for module in ${[...needed.keys()]}; do perl -e 'eval "require $ARGV[0]" or print "$ARGV[0]\n"' "$module"; done`;
  return [
    check('has the Perl modules that checks of services need', name, ask, ({ code, stdout, stderr }) => {
      if (code !== 0) return stderr.trim() || `perl failed (exit code ${code})`;
      const missing = stdout.split('\n').filter((module) => module !== '');
      if (missing.length === 0) return undefined;
      return missing.map((module) => `${module} is not there, which ${needed.get(module)} checks need`).join('; ');
    }),
  ];
}
