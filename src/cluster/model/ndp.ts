import { type Sh, sh } from '../../core/sh.ts';
import { template } from '../../core/template.ts';
import { perlOrPython } from './perl-or-python.ts';

const perl = template<Record<never, never>>(new URL('./templates/ndp.pl.ejs', import.meta.url));
const python = template<Record<never, never>>(new URL('./templates/ndp.py.ejs', import.meta.url));

interface Asked {
  readonly device: string;
  /** Of IPv6. */
  readonly addresses: readonly string[];
  /** How long answers are waited for. */
  readonly seconds: number;
}

/**
 * Asks a segment who has addresses of IPv6, and prints all answers as arping(8) prints those of ARP: NDP has no such program
 * that every distribution brings. Nobody hears itself. It exits with 1 where nobody answers, with 2 where nobody could be asked.
 */
export const askNdp = ({ device, addresses, seconds }: Asked): Sh =>
  sh`(set -- ${seconds} all ${device} ${addresses}
${ndpProgram()})`;

/** The program itself, whose arguments are the shell's: SECONDS first|all|announce DEVICE ADDRESS…; with `first` it ends with the first answer. */
export const ndpProgram = (): Sh => perlOrPython({ perl: perl({}), python: python({}) });

/** The same as a program of hosts, by which a director asks and tells the segment who has addresses of IPv6. */
export const ndpText = (): string => `#!/bin/sh
# usage: umctl-ndp SECONDS first|all|announce DEVICE ADDRESS…   Written by umctl.
${ndpProgram().text}
`;
