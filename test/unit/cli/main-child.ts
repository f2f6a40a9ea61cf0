import { existsSync } from 'node:fs';

const at = (place: string): URL => new URL(`../../../${place}`, import.meta.url);

/**
 * umctl, as bin/umctl.js runs it: what is compiled of its sources takes a third of the processor time of these to start, and
 * is taken where it is as new as they are (scripts/before-tests.js).
 */
const place = existsSync(at('.vitest/is-built')) ? 'dist/src/cli/main.js' : 'src/cli/main.ts';
const { main }: typeof import('../../../src/cli/main.ts') = await import(at(place).href);
const code = await main(process.argv.slice(2));
if (code === 130) process.exit(code);
process.exitCode = code;
