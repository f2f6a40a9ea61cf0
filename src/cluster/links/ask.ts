import { type Sh, sh } from '../../core/sh.ts';
import { template } from '../../core/template.ts';
import { perlOrPython } from '../model/perl-or-python.ts';
import type { Link } from './link.ts';

const NUMBERS = { udp: 17, vrrp: 112 } as const;

const perl = template<Record<never, never>>(new URL('./templates/hear.pl.ejs', import.meta.url));
const python = template<Record<never, never>>(new URL('./templates/hear.py.ejs', import.meta.url));

interface Asked {
  /** What tells packets of this cluster from those of another. */
  readonly key: string;
  readonly name: string;
  readonly others: readonly string[];
  readonly links: readonly Link[];
  /** How long it listens, in seconds. */
  readonly seconds: number;
}

/**
 * Has a director send a packet over every link, again and again, and say whom it hears; the others have to be asked at the
 * same time. It ends as soon as all hear each other. Hosts without Perl have Python.
 */
export const askLinks = ({
  key,
  name,
  others,
  links,
  seconds,
}: Asked): Sh => sh`set -- ${key} ${name} ${others.join(',')} ${seconds} ${links.map(words)}
${perlOrPython({ perl: perl({}), python: python({}) })}`;

const words = ({ protocol, port = 0, device, group = '-', to }: Link): string =>
  [NUMBERS[protocol], port, device, group, ...to].join(' ');
