import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { template } from '../../../src/core/template.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'umctl-template-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function write<T extends object>(name: string, text: string) {
  const path = join(dir, name);
  writeFileSync(path, text);
  return template<T>(pathToFileURL(path));
}

describe('template', () => {
  it('prints data as it is, unescaped', () => {
    const render = write<{ a: string; list: { n: number }[] }>(
      'plain.ejs',
      'a=<%= v.a %>\n<% v.list.forEach(({ n }) => { -%>\nn <%= n %>\n<% }) -%>\n',
    );
    expect(render({ a: `<"&'>`, list: [{ n: 1 }, { n: 2 }] })).toBe(`a=<"&'>\nn 1\nn 2\n`);
  });

  it('names the template and the path of a name that the data does not have', () => {
    const render = write<object>('missing.ejs', 'first\n<%= v.links[1].devise %>\n');
    expect(() => render({ links: [{ device: 'eth0' }, { device: 'eth1' }] })).toThrow(
      /missing\.ejs:2[\s\S]*v\.links\[1\]\.devise/,
    );
  });

  it('does not take an inherited name for data', () => {
    const render = write<object>('inherited.ejs', '<%= v.constructor.name %>');
    expect(() => render({ a: 1 })).toThrow(/v\.name|v\.constructor/);
  });

  it('can ask whether optional data is there, but not print what is not', () => {
    const render = write<{ ping: string | undefined }>('optional.ejs', '<% if (v.ping) { %>ping <%= v.ping %><% } %>');
    expect(render({ ping: '10.0.0.1' })).toBe('ping 10.0.0.1');
    expect(render({ ping: undefined })).toBe('');
    const careless = write<{ ping: string | undefined }>('careless.ejs', 'ping <%= v.ping %>');
    expect(() => careless({ ping: undefined })).toThrow(/careless\.ejs/);
  });

  it('reads the file at the first use only, once', () => {
    const path = join(dir, 'lazy.ejs');
    const render = template<{ a: number }>(pathToFileURL(path));
    writeFileSync(path, '<%= v.a %>');
    expect(render({ a: 1 })).toBe('1');
    rmSync(path);
    expect(render({ a: 2 })).toBe('2');
  });
});
