import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  containsSecret,
  createSecrets,
  DIGEST_MARK,
  nameSecrets,
  OTHER_SECRET,
  showSecrets,
} from '../../../src/core/secrets.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const authkeys = (key: string): string => `auth 1\n1 sha1 ${key}\n`;

test('the same secret has the same token on every controller, another value another one', () => {
  const [a, b] = [createSecrets(), createSecrets()];
  expect(a.seal('key', 'ultramonkey')).toBe(b.seal('key', 'ultramonkey'));
  expect(a.seal('key', 'ultramonkey')).not.toBe(a.seal('key', 'ultramonkez'));
});

test('a token shows the name and a fingerprint, never the value', () => {
  const token = createSecrets().seal('key', 'ultramonkey');
  expect(containsSecret(token)).toBe(true);
  expect(showSecrets(`1 sha1 ${token}`)).toMatch(/^1 sha1 <secret key [0-9a-f]{8}>$/);
  expect(token).not.toContain('ultramonkey');
});

test('values go in on the way out and are taken out of what is shown; what arrives stays as it is', () => {
  const secrets = createSecrets();
  const token = secrets.seal('key', 'ultramonkey');
  expect(secrets.reveal(authkeys(token))).toBe(authkeys('ultramonkey'));
  expect(secrets.redact(`error near "ultramonkey"`)).toBe(`error near "${token}"`);
  expect(secrets.redact('nothing to hide')).toBe('nothing to hide');
  expect(secrets.redactDigests(`error near "ultramonkey"`)).toBe(`error near "ultramonkey"`);
});

test('a secret that holds another is taken out whole, whichever was known first', () => {
  const secrets = createSecrets();
  const [short, long] = [secrets.seal('short', 'monkey8'), secrets.seal('long', 'ultramonkey8')];
  expect(secrets.redact('ultramonkey8 monkey8')).toBe(`${long} ${short}`);
  const longer = secrets.seal('longer', 'monkey8-2');
  expect(secrets.redact('monkey8-2 monkey8')).toBe(`${longer} ${short}`);
});

test('the digest of a file with the wanted secret arrives as the wanted content, any other as another secret', () => {
  const secrets = createSecrets();
  const content = authkeys(secrets.seal('key', 'ultramonkey'));
  secrets.register(content);
  expect(secrets.redactDigests(`${DIGEST_MARK}${sha256(authkeys('ultramonkey'))}`)).toBe(content);
  expect(secrets.redactDigests(`${DIGEST_MARK}${sha256(authkeys('gorilla'))}`)).toBe(OTHER_SECRET);
});

test('an unknown token is an error, not an empty key', () => {
  const token = createSecrets().seal('key', 'ultramonkey');
  expect(() => createSecrets().reveal(token)).toThrow(/no value is known for <secret key [0-9a-f]{8}>/);
});

test('a secret that is yet to be made is the same in the plans of two runs, whatever it will be', () => {
  const [first, second] = [createSecrets(), createSecrets()];
  const token = first.sealNew('key', 'one value');
  expect(second.sealNew('key', 'another value')).toBe(token);
  expect(showSecrets(token)).toBe('<secret key new>');
  expect([first.reveal(token), second.reveal(token)]).toEqual(['one value', 'another value']);
  first.register(authkeys(token));
  expect(first.redactDigests(`${DIGEST_MARK}${sha256(authkeys('one value'))}`)).toBe(authkeys(token));
});

test('by name only, a secret is the same before and after it was made', () => {
  const secrets = createSecrets();
  const [made, known] = [secrets.sealNew('heartbeat key', 'value'), secrets.seal('heartbeat key', 'value')];
  expect(nameSecrets(made)).toBe('<secret heartbeat key>');
  expect(nameSecrets(known)).toBe(nameSecrets(made));
});

const POISON = `p0i'son "$x\\\\y<&>`;

test.each(
  (
    [
      ['printf', ['%s', POISON]],
      ['bash', ['-c', 'printf %q "$0"', POISON]],
      ['bash', ['-xc', ': "$0"', POISON]],
      ['dash', ['-c', 'printf "%s" "$0" | base64 -w0', POISON]],
      ['dash', ['-c', 'printf "u:%s@h" "$0" | base64 -w0', POISON]],
      ['dash', ['-c', 'printf "us:%s@h" "$0" | base64 -w0', POISON]],
      ['dash', ['-c', 'printf %s "$0" | od -An -v -tx1 | tr -d " \\n"', POISON]],
      ['dash', ['-c', 'printf %s "$0" | od -An -v -tx1 | tr -d " \\n" | tr a-f A-F', POISON]],
      ['bash', ['-c', 'x=$0; declare -p x', POISON]],
      ['bash', ['-xc', ': "$0"', `${POISON}\u0001`]],
      ['perl', ['-e', '$_ = $ARGV[0]; s/\\x27/\\x27"\\x27"\\x27/g; print "\\x27$_\\x27"', POISON]],
      ['perl', ['-MJSON::PP', '-e', 'print JSON::PP->new->allow_nonref->encode($ARGV[0])', POISON]],
    ] as const
  ).map(([program, args]) => ({ program, args })),
)('a secret that $program prints in its own spelling is taken out: $args', ({ program, args }) => {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  const secrets = createSecrets();
  const token = secrets.seal('check passwd', POISON);
  expect(secrets.redact(stdout + stderr)).toContain(token);
});

test.each(
  [
    ['bash', 'printf %q "$P"'],
    ['bash', 'ls "/nowhere/$P"'],
    ['ksh93', 'print -r -- "$(set -x; { : "$P"; } 2>&1)"'],
    ['sh', 'printf "%s\\n" "$P" | sed -n l'],
    ['sh', 'printf "%s\\n" "$P" | cat -v'],
    ['perl', 'print JSON::PP->new->ascii->allow_nonref->encode(Encode::decode_utf8($ENV{P}))'],
    ['perl', 'my $t = $ENV{P}; $t =~ s/([^A-Za-z0-9._~-])/sprintf "%%%02x", ord $1/ge; print $t'],
    ['python3', 'import os,urllib.parse as u; print(u.quote(os.environ["P"]))'],
    ['python3', 'import os,urllib.parse as u; print(u.quote_plus(os.environ["P"]))'],
    ['python3', 'import os,html; print(html.escape(os.environ["P"]))'],
    ['python3', 'import os; print(os.environb[b"P"])'],
  ].map(([program = '', text = '']) => ({ program, text })),
)(
  'so is one with other letters than ASCII, in the locale that hosts are asked in: $program, $text',
  ({ program, text }) => {
    const first = { perl: ['-MJSON::PP', '-MEncode', '-e'], python3: ['-c'] }[program] ?? ['-c'];
    const secret = "grün&a 'b/c";
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', PYTHONUTF8: '1', P: secret };
    const { stdout, stderr } = spawnSync(program, [...first, text], { encoding: 'utf8', env });
    const secrets = createSecrets();
    const token = secrets.seal('check passwd', secret);
    expect(secrets.redact(stdout + stderr), stdout + stderr).toContain(token);
  },
);

test('a short word stays in sentences, as they may have it anyway, and is taken out of what hosts say', () => {
  const secrets = createSecrets();
  const token = secrets.seal('ansible_password', 'hunter');
  expect(secrets.redact('hunter is no such user', { as: 'sentence' })).toBe('hunter is no such user');
  expect(secrets.redact('password=hunter')).toBe(`password=${token}`);
});

test('a text that was gone through stays as it is, though the name of a secret is the value of another', () => {
  const secrets = createSecrets();
  secrets.seal('ansible_password', 'ansible_password');
  const once = secrets.redact('ansible_password');
  expect(secrets.redact(once)).toBe(once);
  expect(showSecrets(once)).toMatch(/^<secret ansible_password [0-9a-f]{8}>$/);
});

test('of a secret of several lines each line is taken out alone, too', () => {
  const secrets = createSecrets();
  const token = secrets.seal('key', 'first-line-of-it\nlast-line-of-it\n}');
  expect(secrets.redact('it said: last-line-of-it')).toBe(`it said: ${token}`);
});

test('lines that are shown anyway stay, and no others', () => {
  const secrets = createSecrets();
  const token = secrets.seal('password', '/etc/ha.d');
  const keep = new Set(['cd /etc/ha.d']);
  expect(secrets.redact('cd /etc/ha.d\nsu - /etc/ha.d\ncd /etc/ha.d', { keep })).toBe(
    `cd /etc/ha.d\nsu - ${token}\ncd /etc/ha.d`,
  );
});

test('what only looks like a token is shown as what it is not, beside real ones', () => {
  const secrets = createSecrets();
  const real = [secrets.seal('key', 'ultramonkey'), secrets.defer('all.yaml:3', 'x'), OTHER_SECRET];
  expect(secrets.redact(real.join())).toBe(real.join());
  const forged = ['\uE000key 00000000\uE001', '\uE000another\uE001', '\uE000', '\uE001', '\uE000\uE000key\uE001'];
  for (const text of forged) {
    for (const shown of [secrets.redact(text), secrets.redact(`${text}ultramonkey${text}`)])
      expect(showSecrets(shown.replaceAll(real[0] ?? '', ''))).toBe(shown.replaceAll(real[0] ?? '', ''));
    expect(secrets.redact(`${text}ultramonkey`)).toBe(`${text.replace(/[\uE000\uE001]/g, '\uFFFD')}${real[0]}`);
  }
  expect(secrets.redact('\uE000ultramonkey\uE001'), 'and hides no secret').toBe(`\uFFFD${real[0]}\uFFFD`);
});
