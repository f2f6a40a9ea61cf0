import type { Ask, Output } from '../../core/connection.ts';
import { sh } from '../../core/sh.ts';

/** Asks a node for its system, its kernel and the version of ldirectord, one a line; a line that is not there is empty. */
export const askVersions: Ask = {
  run: sh`(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME") || head -n 1 /etc/redhat-release 2>/dev/null || echo
uname -sr
ldirectord --version 2>/dev/null | head -n 1 || :`,
};

export const parseVersions = ({ stdout }: Output): string =>
  stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(', ');
