import { EXIT, HostError } from '../core/errors.ts';
import { fingerprint } from './host-key.ts';
import { findKnown, judgeHostKey } from './judge-host-key.ts';
import type { HostInKnownHosts } from './known-hosts.ts';
import { rsaBits } from './public-key.ts';
import type { Target } from './target.ts';

const refuse = ({ name }: Target, message: string, next: string): HostError =>
  new HostError({ host: name, exit: EXIT.unreachable, message, next });

/** Why a host key is too short to tell anybody apart (RequiredRSASize); undefined where it is not. */
export function tooShort(target: Target, key: Buffer): HostError | undefined {
  const bits = rsaBits(key);
  if (bits === undefined || bits >= target.requiredRsaSize) return undefined;
  const message = `the host key ${fingerprint(key)} has ${bits} bits, and RequiredRSASize is ${target.requiredRsaSize}`;
  return refuse(
    target,
    message,
    'make a longer key on the host: ssh-keygen -t rsa -b 4096 -f /etc/ssh/ssh_host_rsa_key',
  );
}

/** Why a key is not that of the address that a name led to (CheckHostIP); undefined where nothing speaks against it. */
export function otherAddress(
  target: Target,
  all: readonly HostInKnownHosts[],
  { key, address }: { readonly key: Buffer; readonly address: string | undefined },
): HostError | undefined {
  const { hostname, port, checkHostIp } = target;
  if (!checkHostIp || address === undefined || address === hostname || isLoopback(address)) return undefined;
  const judgement = judgeHostKey(findKnown(all, { hostname: address, port, alias: undefined }), key);
  if (judgement.kind !== 'changed' && judgement.kind !== 'other type') return undefined;
  const { file, line } = judgement.line;
  return refuse(
    target,
    `${hostname} is at ${address}, which ${file}:${line} knows by another host key than ${fingerprint(key)}; somebody may be posing as the host`,
    `find out which of the two is right, and correct ${file}:${line}, or set CheckHostIP no`,
  );
}

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);
