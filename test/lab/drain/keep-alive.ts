import { existsSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

// node keep-alive.ts URL REPORT STOP: one connection, a request every second, until the file STOP is there. REPORT is
// a line for each answer: who served it, or what went wrong.
const [url = '', report = '', stop = ''] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = (): Promise<string> =>
  new Promise((resolve) => {
    const request = get(url, { agent, timeout: 10_000 }, (answer) => {
      let text = '';
      answer.on('data', (part: Buffer) => {
        text += part.toString();
      });
      answer.on('end', () => resolve(`${/Served by ([^<]*)/.exec(text)?.[1]} ${request.reusedSocket}`));
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 10 s')));
    request.on('error', (error) => resolve(`failed: ${error.message}`));
  });

// A web server closes a connection after so many requests, such as 1000.
const INTERVAL = 1_000;
const LONGEST = 1_800_000;
const end = Date.now() + LONGEST;
while (!existsSync(stop) && Date.now() < end) {
  writeFileSync(report, `${await ask()}\n`, { flag: 'a' });
  await sleep(INTERVAL);
}
agent.destroy();
