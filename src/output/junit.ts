import type { CheckResult } from '../core/check.ts';
import type { HostFailure } from '../core/errors.ts';
import { formatCheck } from './checks.ts';
import { formatFailure } from './failure.ts';
import { harmless } from './harmless.ts';
import { uncoloured } from './paint.ts';
import { printable } from './text.ts';

/** A check, and how long it took from when its stage began to ask until it came out, in milliseconds. */
export interface TimedCheck {
  readonly result: CheckResult;
  readonly took: number;
}

/** What a verification found: its checks, and the hosts that could not be asked. */
export interface Verification {
  readonly checks: readonly TimedCheck[];
  readonly failures: readonly { readonly failure: HostFailure; readonly took: number }[];
  readonly milliseconds: number;
}

/** JUnit XML, as CI servers read it: one test suite, one test case a check; a host that could not be asked is an error. */
export function formatJunit(verification: Verification): string {
  const { checks, failures, milliseconds } = harmless(verification);
  const failed = checks.filter(({ result }) => result.complaint !== undefined).length;
  const total = `tests="${checks.length + failures.length}" failures="${failed}" errors="${failures.length}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="umctl" ${total} time="${seconds(milliseconds)}">`,
    `  <testsuite name="umctl verify" ${total} skipped="0" time="${seconds(milliseconds)}">`,
    ...failures.map(failureCase),
    ...checks.map(checkCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function checkCase({ result: check, took }: TimedCheck): string {
  const open = `    <testcase classname="${xml(check.hosts.join(' '))}" name="${xml(check.name)}" time="${seconds(took)}"`;
  if (check.complaint === undefined) return `${open}/>`;
  const details = formatCheck(check, uncoloured).join('\n');
  return `${open}><failure message="${xml(check.complaint)}">${xml(details)}</failure></testcase>`;
}

const failureCase = ({ failure, took }: Verification['failures'][number]): string =>
  `    <testcase classname="${xml(failure.host)}" name="${xml(`${failure.host}: can be asked`)}" time="${seconds(took)}">` +
  `<error message="${xml(failure.message)}">${xml(formatFailure(failure, uncoloured).join('\n'))}</error></testcase>`;

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 can hold neither most control characters nor lone surrogates and U+FFFE/F, which `printable` makes visible. */
const xml = (text: string): string =>
  printable(text).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
