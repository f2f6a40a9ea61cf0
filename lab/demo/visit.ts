import process from 'node:process';
import type { Lab } from '../index.ts';

/** Fetches a page and prints what it says of its origin; runs in the client's network, so as a program of its own. */
const fetchOnce = `
const response = await fetch(process.argv[1], { signal: AbortSignal.timeout(5000) });
const served = /Served by [^<]+/.exec(await response.text());
console.log(response.status, served ? served[0] : 'but by a page that does not name its node');
`;

/** Asks a URL from the lab's client a number of times, on a new connection each; one line an answer. */
export async function visit(lab: Lab, options: { readonly url: string; readonly times: number }): Promise<string[]> {
  const answers: string[] = [];
  for (let time = 0; time < options.times; time++) {
    const argv = [process.execPath, '--input-type=module', '--eval', fetchOnce, options.url];
    const { code, stdout, stderr } = await lab.client(argv, { timeout: 15_000 });
    if (code !== 0) throw new Error(`the client got no answer from ${options.url}\n${stderr}`);
    answers.push(stdout.trim());
  }
  return answers;
}
