/** A section of ldirectord.cf: what stands on its lines, in their order. */
export interface Section {
  readonly virtual: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly reals: readonly string[];
}

/**
 * Reads ldirectord.cf as strictly as can be, and by other means than those that write it: every line is a comment, a
 * global setting, or belongs to a virtual service; every setting stands once.
 * @throws for any line that is not understood
 */
export function readLdirectord(content: string): {
  readonly globals: Readonly<Record<string, string>>;
  readonly sections: readonly Section[];
} {
  const globals: Record<string, string> = {};
  const sections: { virtual: string; settings: Record<string, string>; reals: string[] }[] = [];
  if (!content.endsWith('\n')) throw new Error('no newline at the end');
  for (const line of content.slice(0, -1).split('\n')) {
    if (/[^\P{Cc}\t]/u.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`);
    if (line === '' || /^# /.test(line)) continue;
    const [, indent, key = '', value = ''] = /^(\t?)([a-z0-9]+)=(.+)$/s.exec(line) ?? [];
    const section = sections.at(-1);
    if (indent === undefined || value.includes('#')) throw new Error(`not understood: ${JSON.stringify(line)}`);
    if (indent === '' && key === 'virtual') sections.push({ virtual: value, settings: {}, reals: [] });
    else if (indent === '' && section === undefined) put(globals, key, value);
    else if (indent === '\t' && section !== undefined && key === 'real') section.reals.push(value);
    else if (indent === '\t' && section !== undefined) put(section.settings, key, value);
    else throw new Error(`out of place: ${JSON.stringify(line)}`);
  }
  return { globals, sections };
}

function put(settings: Record<string, string>, key: string, written: string): void {
  if (key in settings) throw new Error(`${key} stands twice`);
  const quoted = /^"(.*)"$/s.exec(written)?.[1];
  if (quoted === undefined && /["']/.test(written)) throw new Error(`a quote in ${JSON.stringify(written)}`);
  settings[key] = quoted ?? written;
}
