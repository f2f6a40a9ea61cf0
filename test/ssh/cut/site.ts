import type { Resource } from '../../../src/core/resource.ts';
import { sh } from '../../../src/core/sh.ts';
import { block } from '../../../src/resources/block.ts';
import { file } from '../../../src/resources/file.ts';
import { type InitSystem, service } from '../../../src/resources/service.ts';

/** Two states of a host; a run takes it from one to the other. */
export type Version = 'a' | 'b';

/** Long enough that writing it takes more than one write(2), so that half of it could be seen. */
const LINES = 3_000;
const text = (name: string, version: Version): string => `${name} in version ${version}\n`.repeat(LINES);

export const FILES = ['/srv/conf', '/srv/key'] as const;

/** What one of {@link FILES} holds. */
export const contentOf = (path: string, version: Version): string => text(path, version);

/** An admin's file, and what it holds with a block in it. */
export const ADMIN_FILE = '/srv/theirs';
export const OWN_LINES = 'what the admin wrote\n';
export const adminFile = (version: Version): string =>
  `${OWN_LINES}# BEGIN umctl cut\n${version}\n${version}\n# END umctl cut\n`;

/** Where umctl notes what the daemon has loaded; the first line is the digest. */
export const RECORD = '/var/lib/umctl/loaded/daemon';

/** A daemon that keeps what it has loaded in /srv/loaded, and logs, for each load, what was on record before. */
const init: InitSystem = {
  probe: () => sh`if [ -e /srv/up ]; then echo up; fi`,
  parse: (lines) => ({ enabled: true, running: lines.includes('up') }),
  functions: () => sh`sleep() { command sleep 0.2; }
load() { cat /srv/conf > /srv/loaded; echo "on record: $(head -n 1 ${RECORD} 2>/dev/null)" >> /srv/log; }
is_running() { [ -e /srv/up ]; }
enable() { :; }
start() { load; : > /srv/up; }
reload() { load; }
restart() { load; }
explain() { :; }`,
};

/** What is wanted on the host. */
export function wanted(version: Version): readonly Resource[] {
  const conf = file({ path: '/srv/conf', content: contentOf('/srv/conf', version) });
  const key = file({ path: '/srv/key', content: contentOf('/srv/key', version), mode: '0600' });
  return [
    conf,
    key,
    block({ path: ADMIN_FILE, name: 'cut', content: `${version}\n${version}` }),
    service({ name: 'daemon', enabled: true, running: true, onChange: 'reload', init }, { uses: [conf, key] }),
  ];
}
