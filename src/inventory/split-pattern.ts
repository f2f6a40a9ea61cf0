import { InputError } from '../core/errors.ts';
import { isHostAddress } from './host-address.ts';

/**
 * The parts of an Ansible pattern: at commas; without any, it is one part where it may be one host, such as an address of
 * IPv6 or `web[1:3]`, and else it is taken apart at colons and blanks outside of brackets (ansible/inventory/manager.py
 * `split_host_pattern`).
 */
export function splitPattern(pattern: string): readonly string[] {
  const parts = pattern.includes(',')
    ? pattern.split(',')
    : isHostAddress(pattern)
      ? [pattern]
      : (pattern.match(/(?:[^\s:[\]]|\[[^\]]*\])+/g) ?? []);
  const names = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (names.length > 0) return names;
  throw new InputError([{ message: `the pattern ${JSON.stringify(pattern)} names no hosts` }]);
}
