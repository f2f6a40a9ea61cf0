import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { must, unpackDebian } from '../../debian-packages.ts';

const PARSER = new URL('../../../lab/configs/parse-ldirectord.pl', import.meta.url).pathname;

/** What ldirectord makes of a configuration. */
interface Parsed {
  readonly globals: Readonly<Record<string, unknown>>;
  /** Seconds that a check may take, of each virtual service, after all that is each other's default. */
  readonly timeouts: readonly { readonly check: number; readonly negotiate: number }[];
  readonly virtual: readonly Readonly<Record<string, unknown>>[];
}

interface DebianLdirectord {
  /** Where Debian's package has been unpacked; nothing of it is installed. */
  readonly root: string;
  /** @throws with what ldirectord complains of */
  readonly parse: (config: string) => Parsed;
}

/** Debian's own ldirectord, with the Perl modules that this machine lacks, in a folder that goes after the file's tests. */
export function debianLdirectord(): DebianLdirectord {
  const root = mkdtempSync(join(tmpdir(), 'umctl-ldirectord-'));
  beforeAll(() => unpack(root), 300_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return { root, parse: (config) => parse(root, config) };
}

function unpack(root: string): void {
  unpackDebian(root, 'ldirectord');
  // It looks for ipvsadm in fixed places, and its parser does not use it.
  must('sed', ['-i', `s#"/[a-z/]*/*ipvsadm"#"/bin/true"#`, join(root, 'usr/sbin/ldirectord')]);
}

function parse(root: string, config: string): Parsed {
  const path = join(root, 'try.cf');
  writeFileSync(path, config);
  const found = must('sh', ['-c', 'ls -d "$0"/usr/share/perl5 "$0"/usr/lib/*/perl5/*', root]);
  const env = {
    ...process.env,
    PERL5LIB: found.trim().replaceAll('\n', ':'),
    PERLIO: 'perlio',
  };
  return JSON.parse(must('perl', [PARSER, join(root, 'usr/sbin/ldirectord'), path], env)) as Parsed;
}
