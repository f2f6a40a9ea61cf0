import type { Problem } from '../core/errors.ts';

/** Says where an inventory turns out to be in INI form, by its first line that is neither empty nor a comment. */
export function iniProblem(file: string, text: string): Problem | undefined {
  const lines = text.split('\n', 1000);
  const first = lines.findIndex((line) => /^\s*[^\s#;]/.test(line));
  const line = lines[first]?.trim() ?? '';
  // A group's heading, or a host with variables: neither begins an inventory in YAML or JSON.
  if (!/^\[[^\]"'{}]+\]$/.test(line) && !/^[^\s:'"{[]+\s+\w+=/.test(line)) return undefined;
  const message = 'INI inventories are not read; convert yours with `ansible-inventory -i FILE --list --yaml`';
  return { at: { file, line: first + 1, column: 1 }, message };
}
