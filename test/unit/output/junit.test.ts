import { expect, test } from 'vitest';
import { EXIT } from '../../../src/core/errors.ts';
import { formatJunit } from '../../../src/output/junit.ts';

const check = { name: 'n1: heartbeat is up', hosts: ['n1'], evidence: [], milliseconds: 0 };
const passed = { result: check, took: 312 };

test('one test case a check, in the shape CI servers read', () => {
  expect(formatJunit({ checks: [passed], failures: [], milliseconds: 1500 })).toBe(
    `
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="umctl" tests="1" failures="0" errors="0" time="1.500">
  <testsuite name="umctl verify" tests="1" failures="0" errors="0" skipped="0" time="1.500">
    <testcase classname="n1" name="n1: heartbeat is up" time="0.312"/>
  </testsuite>
</testsuites>
`.slice(1),
  );
});

test('a failed check carries its complaint and evidence, escaped', () => {
  const output = { code: 1, stdout: 'a<b>&"\u001B[31m\u0000\uFFFF\uD800]]>', stderr: '' };
  const result = {
    ...check,
    hosts: ['n1', 'n2'],
    complaint: 'said "no" & <left>',
    evidence: [{ host: 'n1', command: 'ask', output }],
  };
  const xml = formatJunit({ checks: [passed, { result, took: 1 }], failures: [], milliseconds: 0 });
  expect(xml).toContain('tests="2" failures="1" errors="0"');
  expect(xml).toContain('classname="n1 n2"');
  expect(xml).toContain('<failure message="said &quot;no&quot; &amp; &lt;left&gt;">');
  expect(xml).toContain('a&lt;b&gt;&amp;&quot;\\x1b[31m\\x00\\xffff\\xd800]]&gt;');
  expect(xml).toContain('exit code 1</failure></testcase>');
});

test('a host that could not be asked is an error, so that no CI server takes silence for health', () => {
  const failure = { host: 'n2', exit: EXIT.unreachable, message: 'connection refused', next: 'ssh n2' };
  const xml = formatJunit({ checks: [], failures: [{ failure, took: 1250 }], milliseconds: 0 });
  expect(xml).toContain('tests="1" failures="0" errors="1"');
  expect(xml).toContain('name="n2: can be asked" time="1.250">');
  expect(xml).toContain('<error message="connection refused">n2: connection refused\n  next: ssh n2</error>');
});
