import { setTimeout as sleep } from 'node:timers/promises';
import type { Check, CheckResult } from '../../core/check.ts';
import { NO_ANSWER, type Output } from '../../core/connection.ts';
import type { Sh } from '../../core/sh.ts';
import { CANNOT_UNDERSTAND } from '../run/as-failure.ts';
import type { Fleet } from '../run/fleet.ts';
import type { Asking } from '../run/run.ts';

/** So long it is until a check that may still come right is asked again, at the least, in milliseconds. */
const INTERVAL = 1000;

/**
 * Asks all checks until each is right or its time is up, and reports every result once. All that is open is asked of a
 * host in one exchange; answers are judged together, so a check across hosts sees one moment. Once the run is to end,
 * what is not right by then has no result: nobody waited for it.
 */
export async function gate(
  checks: readonly Check[],
  run: Asking,
  { patient }: { readonly patient: boolean },
): Promise<readonly CheckResult[]> {
  const hosts = [...new Set(checks.flatMap(({ asks }) => Object.keys(asks)))];
  const { report } = run;
  report({ type: 'phase', phase: 'verify', hosts });
  for (const host of hosts) report({ type: 'host-start', host, phase: 'verify' });
  const start = performance.now();
  const results = await settle(checks, run, { patient });
  const milliseconds = performance.now() - start;
  if (results.length === checks.length)
    for (const host of hosts) report({ type: 'host-done', host, phase: 'verify', milliseconds });
  return results;
}

async function settle(
  checks: readonly Check[],
  { fleet, report, signal }: Asking,
  { patient }: { readonly patient: boolean },
): Promise<readonly CheckResult[]> {
  const start = performance.now();
  const results: CheckResult[] = [];
  let open = checks;
  let waited = 0;
  let told = '';
  /** When checks came out, in milliseconds since the start. */
  const out = new Map<string, number>();
  for (;;) {
    const asked = performance.now();
    const answers = await askAll(open, fleet);
    // A busy host is left alone for twice as long as it took to answer: it is to become right, not to tell that it is not.
    const pause = Math.max(INTERVAL, 2 * (performance.now() - asked));
    const rest: Check[] = [];
    const waiting: string[] = [];
    for (const check of open) {
      const result = judge(check, answers, waited);
      const { after, withinSeconds = 0 } = check;
      const now = performance.now() - start;
      const begun = after === undefined ? 0 : (out.get(after) ?? (open.some(isCalled(after)) ? now + 1 : 0));
      // A host that is slow to answer does not use the time up: what was asked within it is asked once more.
      const mayCome = patient && !lacksProgram(result) && asked - start < begun + withinSeconds * 1000;
      if (result.complaint !== undefined && signal.aborted) continue;
      if (result.complaint !== undefined && mayCome) {
        rest.push(check);
        if (begun > now) continue;
        waiting.push(check.reportsProgress === true ? `${check.name}: ${result.complaint}` : check.name);
      } else {
        out.set(check.name, now);
        report({ type: 'check', result });
        results.push(result);
      }
    }
    if (rest.length === 0) return results;
    if (waiting.join() !== told) report({ type: 'waiting', checks: waiting });
    told = waiting.join();
    open = rest;
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    waited = performance.now() - start;
  }
}

/** Whether a program that a host does not have was asked for: waiting brings none (127 is every shell's word for it). */
const lacksProgram = ({ evidence }: CheckResult): boolean =>
  evidence.some(({ output: { code, stderr } }) => code === 127 && /not found/.test(stderr));

const isCalled =
  (name: string) =>
  (check: Check): boolean =>
    check.name === name;

type Answers = ReadonlyMap<string, ReadonlyMap<string, Output>>;

/** Every distinct question, once a host. */
async function askAll(checks: readonly Check[], fleet: Fleet): Promise<Answers> {
  const questions = new Map<string, Map<string, Sh>>();
  for (const { asks } of checks)
    for (const [host, ask] of Object.entries(asks)) {
      const known = questions.get(host) ?? new Map<string, Sh>();
      questions.set(host, known.set(ask.text, ask));
    }
  const { done } = await fleet.each(
    {
      phase: 'verify',
      hosts: [...questions.keys()],
      quiet: true,
      together: checks.some(({ together }) => together === true),
    },
    async (connection, host) => {
      const mine = [...(questions.get(host)?.values() ?? [])];
      const outputs = await connection.ask(mine.map((run) => ({ run })));
      return new Map(mine.map((ask, i) => [ask.text, outputs[i] ?? NO_ANSWER]));
    },
  );
  return done;
}

function judge(check: Check, answers: Answers, milliseconds: number): CheckResult {
  const evidence = Object.entries(check.asks).map(([host, ask]) => ({
    host,
    command: ask.text,
    output: answers.get(host)?.get(ask.text) ?? NO_ANSWER,
  }));
  const silent = evidence.filter(({ output }) => output === NO_ANSWER).map(({ host }) => host);
  const missing = silent.filter((host) => check.helpers?.includes(host) !== true);
  const said = Object.fromEntries(
    evidence.flatMap(({ host, output }) => (silent.includes(host) ? [] : [[host, output]])),
  );
  const complaint = missing.length > 0 ? `no answer from ${missing.join(', ')}` : complaintOf(check, said);
  const remark = complaint === undefined ? check.remark?.(said) : undefined;
  return {
    name: check.name,
    hosts: Object.keys(check.asks),
    ...(complaint === undefined ? {} : { complaint }),
    ...(remark === undefined ? {} : { remark }),
    evidence,
    milliseconds,
  };
}

/** Answers that a check cannot make sense of are not right, and spoil no other check. */
function complaintOf(check: Check, answers: Readonly<Record<string, Output>>): string | undefined {
  try {
    return check.failure(answers);
  } catch (error) {
    return `${CANNOT_UNDERSTAND}: ${String(error)}`;
  }
}
