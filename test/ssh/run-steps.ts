import { readFileSync } from 'node:fs';
import { createSecrets } from '../../src/core/secrets.ts';
import { sh } from '../../src/core/sh.ts';
import { createConnect } from '../../src/ssh/connect.ts';

/** A controller in a process of its own, for tests that kill it: takes a first step that ends once it was killed, then others at once. */
const { settings, configFile, dir } = JSON.parse(readFileSync(0, 'utf8'));
const connect = createConnect({ settings: () => settings, secrets: createSecrets(), configFile });
const connection = await connect('n1');
await connection.run([
  { run: sh`touch ${dir}/first-began; while [ ! -e ${dir}/killed ]; do sleep 0.1; done; touch ${dir}/first-ended` },
  ...Array.from({ length: 20 }, (_, i) => ({ run: sh`touch ${dir}/later-${i}` })),
]);
