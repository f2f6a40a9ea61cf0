import { main } from '../../../src/cli/main.ts';

/** umctl from its sources, as bin/umctl.js runs what is compiled of them. */
const code = await main(process.argv.slice(2));
if (code === 130) process.exit(code);
process.exitCode = code;
