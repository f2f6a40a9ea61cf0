/**
 * Makes load as the lab's client, from when it is started until its stdin ends, and prints what it saw: run by
 * `client-load.ts` in the client's network namespace, as `node lab/load.ts '{"url": …}'`.
 */
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { startLoad } from '../src/load/load.ts';
import { type LoadSettings, loadSettings } from '../src/load/settings.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as Pick<LoadSettings, 'url'>;
// Ctrl-C is the business of whoever started this, who then ends stdin.
process.on('SIGINT', () => undefined);
const load = startLoad(loadSettings(given));
process.stdout.write('begun\n');
await text(process.stdin);
process.stdout.write(JSON.stringify(await load.stop()));
