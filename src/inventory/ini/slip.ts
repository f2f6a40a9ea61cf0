import { CONFLICT, isConflict } from '../conflict.ts';
import { oddBlank } from '../yaml/odd-signs.ts';

/** What is most likely meant by a line that cannot be read; undefined where nothing comes to mind. */
export function iniSlip(line: string): string | undefined {
  if (isConflict(line)) return CONFLICT;
  if (isUnclosedHeading(line)) return `the [ of this heading is not closed; write ${line.replace(/\s*#.*|\s+$/, '')}]`;
  if (/^\[(?!\d|\w:\d)[^\]\s]+\]\s+[^#\s]/.test(line))
    return 'only a comment may stand behind a heading; begin a new line there';
  if (/^\$ANSIBLE_VAULT;/.test(line))
    return 'INI has no vaulted values; write this variable in a YAML file, such as group_vars/all.yml';
  if (/^[^[\s]+\]$/.test(line)) return `the ] of this heading is not opened; write [${line}`;
  if (line.startsWith('//')) return 'a comment begins with # or ;';
  if (/^-\s/.test(line)) return 'hosts stand without a dash in INI files; leave it out';
  if (/^[A-Za-z_]\w*=/.test(line))
    return 'a variable where a host was expected; write it behind its host, or under [web:vars]';
  if (/^[^\s,=]+,/.test(line)) return 'each host stands on a line of its own, without commas';
  const [, name, value] = /^([\w.-]+):\s+(\S.*)$/.exec(line) ?? [];
  if (name !== undefined && /^\w+=/.test(value ?? ''))
    return `a host stands without a colon in INI files; write \`${name} ${value}\``;
  if (name !== undefined) return `a colon is written in YAML files; in INI write \`${name}=${value}\``;
  return oddBlank(line);
}

/** Whether nothing can be said of the lines below this one, up to the next heading. */
export const spoilsSection = (line: string): boolean => isUnclosedHeading(line) || line.startsWith('$ANSIBLE_VAULT;');

/** Not a variable, whose name may begin with a bracket. */
const isUnclosedHeading = (line: string): boolean => /^\[[^\]=]*$/.test(line);
