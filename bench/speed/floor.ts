/**
 * The floor: ssh2 as its manual has it, all hosts at once, one command a host with a script on its stdin.
 * `node floor.ts KEY PORTS…`, and the script on stdin; ends with 1 unless every host has answered with code 0.
 */
import { readFileSync } from 'node:fs';
import { Client } from 'ssh2';

const [key = '', ...ports] = process.argv.slice(2);
const script = readFileSync(0);
const privateKey = readFileSync(key);

const one = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const client = new Client();
    client
      .on('error', () => resolve(false))
      .on('ready', () =>
        client.exec('sh -s', (error, channel) => {
          if (error !== undefined) return resolve(false);
          channel
            .on('close', (code: number) => {
              client.end();
              resolve(code === 0);
            })
            .resume();
          channel.stderr.resume();
          channel.end(script);
        }),
      )
      .connect({ host: '127.0.0.1', port, username: 'root', privateKey, readyTimeout: 120_000 });
  });

const answers = await Promise.all(ports.map((port) => one(Number(port))));
process.exitCode = answers.every(Boolean) ? 0 : 1;
