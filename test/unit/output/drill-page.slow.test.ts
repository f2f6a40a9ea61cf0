import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drillPage } from '../../../src/output/drill-page/page.ts';
import { type Browser, type Look, startChromium } from '../../browser/chromium.ts';
import { differentBytes } from '../../browser/different-bytes.ts';
import { realReport } from '../cluster/drill/report.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'umctl-page-'));
const report = await realReport();
let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  rmSync(directory, { recursive: true });
});

const DESK = { width: 1100, height: 900, scheme: 'light' } as const;
const PHONE = { width: 390, height: 800, scheme: 'light' } as const;

function open(markup: string, look: Look) {
  const file = path.join(directory, 'drill.html');
  writeFileSync(file, markup);
  return browser.open(file, look);
}

const textOf = (selector: string): string => `document.querySelector(${JSON.stringify(selector)}).innerText`;

test.each([
  ['at a desk', DESK],
  ['in the dark', { ...DESK, scheme: 'dark' }],
  ['on a phone', PHONE],
] as const)('a browser shows it %s: no complaint, nothing fetched, nothing cut off, not blank', async (_, look) => {
  const page = await open(drillPage(report), look);
  expect(page.complaints).toEqual([]);
  expect(page.fetched).toEqual([expect.stringMatching(/^file:.*drill\.html$/)]);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
  const small =
    "[...document.querySelectorAll('p, td, th, li, h1, h2')].filter((e) => parseFloat(getComputedStyle(e).fontSize) < 13)";
  expect(await page.evaluate<number>(`${small}.length`)).toBe(0);
  expect(differentBytes(await page.screenshot())).toBeGreaterThan(5_000);
});

test('light and dark differ as the reader’s system has it', async () => {
  const ground = 'getComputedStyle(document.body).backgroundColor';
  const [light, dark] = [
    await open(drillPage(report), DESK),
    await open(drillPage(report), { ...DESK, scheme: 'dark' }),
  ];
  expect(await light.evaluate<string>(ground)).not.toBe(await dark.evaluate<string>(ground));
});

test('the figures on it are the run’s', async () => {
  const page = await open(drillPage(report), DESK);
  const { after, before, recovery, judgements, result } = report;
  expect(await page.evaluate(textOf('#verdict'))).toBe('No: over the limit for failed requests.');
  const cards =
    'Object.fromEntries([...document.querySelectorAll("#limits li")].map((li) => [li.dataset.limit, [li.querySelector("b").innerText, li.className]]))';
  expect(await page.evaluate(cards)).toEqual({
    recovery: [`${((recovery ?? Number.NaN) / 1000).toFixed(2)} s`, 'passed'],
    failed: [String(after.failed), 'failed'],
  });
  expect(judgements.length).toBe(2);
  const rows = await page.evaluate<string>(textOf('#figures'));
  expect(rows).toMatch(new RegExp(`requests\\s+${before.requests}\\s+${after.requests}\\b`));
  expect(rows).toMatch(/kept connections broken\s+0\s+3\b/);
  expect(await page.evaluate(textOf('#events'))).toContain('n2 has the virtual address');
  const failed = result.requests.filter(({ failure }) => failure !== undefined).length;
  expect(await page.evaluate('document.querySelectorAll("#failures path").length')).toBe(failed);
  const x = (selector: string, of: string) =>
    page.evaluate<number>(`document.querySelector("${selector}").getBoundingClientRect().${of}`);
  expect(Math.abs((await x('.moment.fault', 'left')) - (await x('#outage', 'left')))).toBeLessThan(3);
});

test('a drill whose failures have no limit is shown in neither green nor red', async () => {
  const page = await open(drillPage({ ...report, judgements: report.judgements.slice(0, 1) }), DESK);
  const colour = (selector: string) => page.evaluate<string>(`getComputedStyle(${selector}).color`);
  const [verdict, good] = [
    await colour('document.querySelector("#verdict")'),
    await colour('document.querySelector(".mark")'),
  ];
  expect(await page.evaluate(textOf('#verdict'))).toMatch(/^Not known: 1 of 1 limit met/);
  expect(verdict).not.toBe(good);
  expect(await page.evaluate('document.title')).toMatch(/, not known$/);
});

test('what a host or an inventory says is text, whatever is in it', async () => {
  const hostile = '<img src=x onerror="console.error(1)">"\'&amp;<script>console.error(2)</script>';
  const made = { ...report, fault: { ...report.fault, what: hostile, host: hostile, leaves: hostile }, typed: hostile };
  const page = await open(
    drillPage({ ...made, url: hostile, events: [{ at: 0, kind: 'load', message: hostile }] }),
    PHONE,
  );
  expect(page.complaints).toEqual([]);
  expect(await page.evaluate('document.querySelectorAll("img, script").length')).toBe(0);
  expect(await page.evaluate(textOf('h1'))).toBe(hostile);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(PHONE.width);
});
