#!/usr/bin/env node
// Plain JavaScript that any Node since 16 can parse: says so clearly when the runtime is too old.
import { existsSync } from 'node:fs';
import module from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const here = (path) => existsSync(fileURLToPath(new URL(path, import.meta.url)));
/** Only a checkout has the sources; a published package has what was compiled of them. */
const isCheckout = here('../tools/node24');

const fail = (...lines) => {
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  fail(
    `umctl needs Node.js 22.18 or newer; this is ${process.version} (${process.execPath}).`,
    !isCheckout
      ? 'Install a newer Node.js, then run the same command again.'
      : here('../node_modules/.bin/node')
        ? 'This checkout has one of its own: run "npx umctl" instead.'
        : 'Run "npm ci" first: it installs one into this checkout. Then run "npx umctl".',
  );
}
if (!here('../dist/src/cli/main.js')) {
  fail(
    'umctl is not built yet: its dist folder is missing.',
    isCheckout
      ? 'Run "npm run build", then the same command again.'
      : 'The package is incomplete: install it again ("npm install -g umctl").',
  );
}
module.enableCompileCache?.();
const { main } = await import('../dist/src/cli/main.js');
const code = await main(process.argv.slice(2));
// A host that is still being called, or never answers, keeps nobody waiting who has interrupted the run.
if (code === 130) process.exit(code);
process.exitCode = code;
