import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { forgetChecks } from '../../../../roles/keepalived/stale-checks.ts';
import { isRoot } from '../../is-root.ts';
import { director } from './cluster.ts';

const service = (name: string) => ({ name, port: 80, check: { receive: 'x' } });

it.runIf(isRoot)('what a check asked that is made no more goes, and nothing else', () => {
  const etc = mkdtempSync(join(tmpdir(), 'umctl-etc-'));
  // In a place of its own: its /etc/keepalived is the folder's.
  const on = (text: string) =>
    execFileSync(
      'unshare',
      ['-m', 'sh', '-c', `mkdir -p /etc/keepalived && mount --bind ${etc} /etc/keepalived\n${text}`],
      {
        encoding: 'utf8',
      },
    );
  const { probe, parse, apply, want } = forgetChecks(director({ vars: { virtual_services: [service('web')] } }));
  const seen = () => parse({ stdout: on(probe.text), stderr: '', code: 0 });
  try {
    expect(seen()).toEqual(want);
    mkdirSync(join(etc, 'umctl'));
    for (const name of ['web.check', 'mail.check', 'director']) writeFileSync(join(etc, 'umctl', name), '');
    expect(seen()).toEqual({ stale: '/etc/keepalived/umctl/mail.check' });
    on(apply(() => true).run.text);
    expect(readdirSync(join(etc, 'umctl')).sort()).toEqual(['director', 'web.check']);
    expect(seen()).toEqual(want);
  } finally {
    rmSync(etc, { recursive: true });
  }
});
