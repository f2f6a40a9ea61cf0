import { afterEach, expect, test, vi } from 'vitest';
import { HostError } from '../../../src/core/errors.ts';
import { atHome, fileList } from '../../../src/ssh/file-list.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const KEY = 'UserKnownHostsFile';
const files = (value: string, lines: readonly string[] | undefined) =>
  fileList(value, { name: 'n1', keyword: 'userknownhostsfile', written: async () => lines });

test.each([
  ['/a/kh', undefined, ['/a/kh']],
  ['/my keys/kh', [`${KEY} "/my keys/kh"`], ['/my keys/kh']],
  ['/a /b', [`${KEY} /a /b`], ['/a', '/b']],
  ['~/a /b', [`${KEY} ~/a /b`], ['~/a', '/b']],
  // What ssh has by itself, whatever the lines for other hosts say.
  ['~/.ssh/known_hosts ~/.ssh/known_hosts2', undefined, ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']],
  [
    ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'].map(atHome).join(' '),
    [`${KEY} "/my keys/kh"`],
    ['~/.ssh/known_hosts', '~/.ssh/known_hosts2'],
  ],
])('%s, of the lines %j, is %j', async (value, lines, wanted) => {
  expect(await files(value, lines)).toEqual(wanted);
});

test.each<[string, string, readonly string[] | undefined]>([
  ['the files of the configuration cannot be read', '/a /b', undefined],
  ['no line is found that says it', '/a /b', []],
  ['a part is no whole path', '/a b', [`${KEY} /a b`]],
  ['a variable brings the blank', '/a/x /y/kh', [`${KEY} /a/\${UMCTL_TEST_FILES}/kh`]],
  ['lines differ', '/a /b', [`${KEY} /a /b`, `${KEY} "/a /b"`]],
])('it is refused by name where %s', async (_, value, lines) => {
  vi.stubEnv('UMCTL_TEST_FILES', 'x /y');
  const refusal = await files(value, lines).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(HostError);
  expect(String(refusal)).toContain(`does not say whether ${KEY} ${value} is one file or several`);
});
