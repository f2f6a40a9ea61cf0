import { quote } from '../core/sh.ts';

/** The command line as it was typed, ready to type again. It holds no secret: umctl takes none there. */
export const typedLine = (): string => ['umctl', ...process.argv.slice(2)].map(quote).join(' ');
