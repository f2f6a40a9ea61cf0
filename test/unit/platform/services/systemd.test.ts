import { expect, test } from 'vitest';
import { systemd } from '../../../../src/platform/providers/services/systemd.ts';
import { service } from '../../../../src/resources/service.ts';

/** As bookworm's systemctl and run-level links say it, captured in the lab. */
const said = (properties: string, levels = ''): readonly string[] => [
  ...properties.split(' '),
  ...(levels === '' ? [] : ['script', ...[...levels.trim()].map((level) => `level ${level}`)]),
];

test.each([
  ['heartbeat after its package', 'LoadState=loaded ActiveState=failed UnitFileState=enabled', '2345', true, false],
  ['ldirectord after its package', 'LoadState=loaded ActiveState=active UnitFileState=enabled', '2345', true, true],
  [
    'ldirectord taken out of the boot',
    'LoadState=loaded ActiveState=inactive UnitFileState=disabled',
    ' ',
    false,
    false,
  ],
  ['ipvsadm, an init script only', 'LoadState=loaded ActiveState=active UnitFileState=generated', '2345', true, true],
  ['rsyslog, a unit only', 'LoadState=loaded ActiveState=active UnitFileState=enabled', '', true, true],
  ['a masked unit', 'LoadState=masked ActiveState=inactive UnitFileState=masked', '', 'masked', false],
  ['a service that is not there', 'LoadState=not-found ActiveState=inactive UnitFileState=', '', undefined, undefined],
  [
    'one that starts again and again',
    'LoadState=loaded ActiveState=activating UnitFileState=enabled',
    '',
    true,
    'activating',
  ],
  [
    'links left behind',
    'LoadState=loaded ActiveState=inactive UnitFileState=disabled',
    '35',
    'disabled as a unit, enabled in run levels 3 5 only by its init script',
    false,
  ],
  [
    'links removed',
    'LoadState=loaded ActiveState=active UnitFileState=enabled',
    ' ',
    'enabled as a unit, disabled by its init script',
    true,
  ],
  [
    'enabled until the next boot',
    'LoadState=loaded ActiveState=active UnitFileState=enabled-runtime',
    '',
    'enabled-runtime',
    true,
  ],
])('%s', (_, properties, levels, enabled, running) => {
  expect(systemd({ scripts: 'agrees' }).parse(said(properties, levels))).toEqual(
    enabled === undefined ? {} : { enabled, running },
  );
});

const stateOf = (wanted: { enabled: boolean; running?: boolean }, active: string) =>
  service({ name: 'x', ...wanted, init: systemd({ scripts: 'agrees' }) }).parse({
    code: 0,
    stdout: ['', ...said(`LoadState=masked ActiveState=${active} UnitFileState=masked`)].join('\n'),
    stderr: '',
  });

test('a plan that takes a mask away says so, and a mask is enough for what is not wanted', () => {
  expect(stateOf({ enabled: true }, 'inactive')).toMatchObject({ enabled: 'masked' });
  expect(stateOf({ enabled: false, running: true }, 'inactive')).toMatchObject({ enabled: 'masked', running: false });
  expect(stateOf({ enabled: false }, 'inactive')).toMatchObject({ enabled: false });
  expect(stateOf({ enabled: false, running: false }, 'inactive')).toMatchObject({ enabled: false, running: false });
  expect(stateOf({ enabled: false, running: true }, 'active')).toMatchObject({ enabled: false, running: true });
});

test('no answer is no knowledge', () => {
  expect(systemd({ scripts: 'agrees' }).parse([''])).toEqual({});
});

test.each([
  ['links that nobody looks at', 'LoadState=loaded ActiveState=active UnitFileState=disabled', '2345', false],
  ['an init script of EL 7', 'LoadState=loaded ActiveState=active UnitFileState=bad', '2345', true],
  ['one taken out of the boot', 'LoadState=loaded ActiveState=inactive UnitFileState=bad', ' ', false],
])('where a unit makes its init script idle: %s', (_, properties, levels, enabled) => {
  expect(systemd({ scripts: 'idle' }).parse(said(properties, levels))).toMatchObject({ enabled });
});
