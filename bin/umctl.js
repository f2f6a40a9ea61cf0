#!/usr/bin/env node
// Plain JavaScript that any Node since 16 can parse: says so clearly when the runtime is too old.
import module from 'node:module';
import process from 'node:process';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `umctl needs Node.js 22.18 or newer; this is ${process.version} (${process.execPath}).\n` +
      'In a checkout use "npx umctl" or "npm exec umctl", which run the pinned Node.js 24.\n',
  );
  process.exit(1);
}
module.enableCompileCache?.();
const { main } = await import('../dist/src/cli/main.js');
const code = await main(process.argv.slice(2));
// A host that is still being called, or never answers, keeps nobody waiting who has interrupted the run.
if (code === 130) process.exit(code);
process.exitCode = code;
