import { readFile } from 'node:fs/promises';
import { EXIT, HostError } from '../core/errors.ts';
import { hostKeyRefusal } from './host-key-refusal.ts';
import { findKnown, judgeHostKey, type KnownAs } from './judge-host-key.ts';
import { otherAddress, tooShort } from './key-rules.ts';
import { type HostInKnownHosts, parseKnownHosts } from './known-hosts.ts';
import type { Remember } from './remember.ts';
import { loadRevokedKeys } from './revoked-keys.ts';
import type { Target } from './target.ts';

/** Whether the host at the other end is the one that is meant. */
export interface Trust {
  readonly known: KnownAs;
  /** Whether the key that the host shows is trusted; `address`: where it was reached, when that was straight. */
  verify(key: Buffer, address?: string): boolean;
  /** Why the last key was not; undefined when it was. */
  refusal(): HostError | undefined;
  /** Keeps a new key that was accepted unseen; to be called once the host has proved that it has it. */
  record(): Promise<void>;
}

/**
 * Reads the known_hosts files of a target. Only a key that nothing is known about is ever accepted unseen, and only
 * where `acceptNewHostKeys` or StrictHostKeyChecking says so.
 */
export async function loadTrust(
  target: Target,
  { acceptNewHostKeys, remember }: { readonly acceptNewHostKeys: boolean; readonly remember: Remember },
): Promise<Trust> {
  const files = [...target.userKnownHostsFiles, ...target.globalKnownHostsFiles];
  const lines = await Promise.all([loadRevokedKeys(target), ...files.map((file) => readKnownHosts(target, file))]);
  const all = lines.flat();
  const found = findKnown(all, { ...target, alias: target.hostKeyAlias });
  // Where no file can keep a new key, ssh takes none.
  const known = { ...found, recordable: found.recordable && target.userKnownHostsFiles.length > 0 };
  let refusal: HostError | undefined;
  let fresh: Buffer | undefined;
  return {
    known,
    verify(key, address) {
      refusal = tooShort(target, key) ?? otherAddress(target, all, { key, address });
      if (refusal !== undefined) return false;
      const judgement = judgeHostKey(known, key);
      if (judgement.kind === 'known') return true;
      if (judgement.kind === 'unknown' && (acceptNewHostKeys || target.acceptNewHostKeys)) {
        fresh = key;
        return true;
      }
      refusal = hostKeyRefusal(target, known, judgement, key);
      return false;
    },
    refusal: () => refusal,
    async record() {
      if (fresh === undefined) return;
      await remember(target, known.name, fresh);
      fresh = undefined;
    },
  };
}

async function readKnownHosts({ name }: Target, file: string): Promise<readonly HostInKnownHosts[]> {
  try {
    return parseKnownHosts(await readFile(file, 'latin1'), file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new HostError(
      { host: name, exit: EXIT.unreachable, message: `known hosts cannot be read: ${message}` },
      { cause: error },
    );
  }
}
