/** What is most likely meant by a line, without blanks around it and comments, that stands where a key can and has none. */
export function wordsFor(bare: string): string {
  if (/^(?:;|\/\/)/.test(bare)) return 'a comment begins with #';
  const [, , inside] = /^(["'])([\w.-]+:\s.*)\1$/.exec(bare) ?? [];
  if (inside !== undefined) return `the quotes are around the name and its value; write \`${inside}\``;
  const assigned = /^(?:(\S+)\s+)?([\w.-]+)\s*=\s*(\S.*)$/.exec(bare);
  if (assigned !== null) {
    const [, name, variable = '', value = ''] = assigned;
    const first = `${variable}: ${value.split(/\s+[\w.-]+=/)[0]}`;
    if (name === undefined) return `= is written in INI files; in YAML write \`${first}\``;
    return `this line is in INI form; in YAML write \`${name}:\`, and below it, indented deeper, \`${first}\``;
  }
  const [, key = '', value = ''] = /^("[^"]*"|'[^']*'|[^\s:]+):(\S.*)$/.exec(bare) ?? [];
  if (key !== '') return `missing blank after the colon; write \`${key}: ${value}\``;
  const [, first = bare, rest = ''] = /^(\S+)\s+(\S.*)$/.exec(bare) ?? [];
  if (rest === '' || rest === ':') return `missing colon after ${JSON.stringify(first)}; write \`${first}:\``;
  if (rest.startsWith(':')) return `missing blank after the colon; write \`${first}: ${rest.slice(1)}\``;
  return `missing colon after ${JSON.stringify(first)}; write \`${first}: ${rest.replace(/:$/, '')}\``;
}
