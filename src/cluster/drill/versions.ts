import type { Ask, Output } from '../../core/connection.ts';
import { sh } from '../../core/sh.ts';
import type { Stack } from '../ports/stack.ts';

/** Asks a node for its system, its kernel and the versions of its stack; what is not there prints nothing. */
export const askVersions = ({ ha, balancer }: Stack): readonly Ask[] =>
  [SYSTEM, ...[ha.drill, balancer.drill].flatMap(({ version }) => version ?? [])].map((run) => ({ run }));

const SYSTEM = sh`(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME") || head -n 1 /etc/redhat-release 2>/dev/null || echo
uname -sr`;

export const parseVersions = (outputs: readonly Output[]): string =>
  outputs
    .flatMap(({ stdout }) => stdout.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(', ');
