import { keyType } from './host-key.ts';
import { type HostInKnownHosts, isRecordable, lookupName } from './known-hosts.ts';
import { coversName } from './name-patterns.ts';

/** The names under which a host may be known, and its lines in the known_hosts files. */
export interface KnownAs {
  /** What a new line would name. */
  readonly name: string;
  readonly lines: readonly HostInKnownHosts[];
  /** Lines for its name without the port; they can vouch for a host that has no lines of its own, not accuse it. */
  readonly portless: readonly HostInKnownHosts[];
  readonly revoked: readonly HostInKnownHosts[];
  readonly authorities: readonly HostInKnownHosts[];
  /** Lines for it whose key cannot be read: nobody knows whom they mean. */
  readonly unreadable: readonly HostInKnownHosts[];
  /** Whether a new line can name it and nobody else. */
  readonly recordable: boolean;
}

export type HostKeyJudgement =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  /** Nothing is known, and its name cannot be put on record. */
  | { readonly kind: 'unrecordable' }
  /** Nothing more is known than a line that cannot be read; or that line may revoke this key. */
  | { readonly kind: 'unreadable'; readonly line: HostInKnownHosts }
  /** Another key of the same type is known. */
  | { readonly kind: 'changed'; readonly line: HostInKnownHosts }
  /** Keys are known, but none of this type: what an impostor would show who cannot have the known ones. */
  | { readonly kind: 'other type'; readonly line: HostInKnownHosts }
  | { readonly kind: 'revoked'; readonly line: HostInKnownHosts };

/**
 * Finds a host in known_hosts. A host on another port than 22 that is not known by `[name]:port` may be known by its
 * plain name, as for OpenSSH; an alias (HostKeyAlias) stands alone.
 */
export function findKnown(
  all: readonly HostInKnownHosts[],
  { hostname, port, alias }: { readonly hostname: string; readonly port: number; readonly alias: string | undefined },
): KnownAs {
  const name = alias ?? lookupName(hostname, port);
  const plain = alias ?? lookupName(hostname, 22);
  const own = all.filter((line) => coversName(line.names, name));
  const either = all.filter((line) => own.includes(line) || coversName(line.names, plain));
  const unmarked = own.filter((line) => line.marker === undefined);
  const lines = unmarked.filter(({ sound }) => sound);
  return {
    name,
    lines,
    portless: unmarked.length > 0 ? [] : either.filter((line) => line.marker === undefined && line.sound),
    revoked: either.filter((line) => line.marker === 'revoked'),
    authorities: either.filter((line) => line.marker === 'cert-authority'),
    unreadable: unmarked.filter(({ sound }) => !sound),
    recordable: isRecordable(alias ?? hostname),
  };
}

/** What known_hosts makes of the key that a host shows. */
export function judgeHostKey(
  { lines, portless, revoked, unreadable, recordable }: KnownAs,
  key: Buffer,
): HostKeyJudgement {
  const revocation = revoked.find((line) => line.sound && line.key.equals(key));
  if (revocation !== undefined) return { kind: 'revoked', line: revocation };
  const unsure = revoked.find(({ sound }) => !sound);
  if (unsure !== undefined) return { kind: 'unreadable', line: unsure };
  if ([...lines, ...portless].some((line) => line.key.equals(key))) return { kind: 'known' };
  const sameType = lines.find((line) => line.type === keyType(key));
  if (sameType !== undefined) return { kind: 'changed', line: sameType };
  const [other] = lines;
  if (other !== undefined) return { kind: 'other type', line: other };
  const [line] = unreadable;
  if (line !== undefined) return { kind: 'unreadable', line };
  return { kind: recordable ? 'unknown' : 'unrecordable' };
}
