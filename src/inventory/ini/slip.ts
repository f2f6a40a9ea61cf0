import { oddBlank } from '../yaml/odd-signs.ts';

/** What is most likely meant by a line that cannot be read; undefined where nothing comes to mind. */
export function iniSlip(line: string): string | undefined {
  if (/^(?:<{7}|={7}|>{7})(?:\s|$)/.test(line))
    return 'a merge conflict was left in this file; keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>';
  if (/^\[[^\]]*$/.test(line)) return `the [ of this heading is not closed; write ${line.trim()}]`;
  if (/^[^[\s]+\]$/.test(line)) return `the ] of this heading is not opened; write [${line}`;
  if (/^[^\s=]*\[[^\]]*$/.test(line)) return 'the [ of a range is not closed; write ] behind it: n[1:9]';
  if (line.startsWith('//')) return 'a comment begins with # or ;';
  if (/^-\s/.test(line)) return 'hosts stand without a dash in INI files; leave it out';
  if (/^[A-Za-z_]\w*=/.test(line))
    return 'a variable where a host was expected; write it behind its host, or under [web:vars]';
  if (/^[^\s,=]+,/.test(line)) return 'each host stands on a line of its own, without commas';
  const [, name, value] = /^([\w.-]+):\s+(\S.*)$/.exec(line) ?? [];
  if (name !== undefined) return `a colon is written in YAML files; in INI write \`${name}=${value}\``;
  return oddBlank(line);
}
