import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';

/** Renders a template with its data. */
export type Render<T extends object> = (data: T) => string;

/**
 * Returns the render function of an EJS template, which reads its data as `v.NAME`. The file is read and compiled at the
 * first use, once.
 * @throws (the render function) when the template reads a name that the data does not have, or prints `undefined`: a
 * misspelt name would otherwise leave a hole in a configuration file. Data that may be absent is passed as `undefined`.
 */
export function template<T extends object>(url: URL): Render<T> {
  let compiled: ejs.TemplateFunction | undefined;
  return (data) => {
    const file = fileURLToPath(url);
    compiled ??= ejs.compile(readFileSync(file, 'utf8'), {
      strict: true,
      _with: false,
      destructuredLocals: ['v'],
      escape: print,
      filename: file,
    });
    return compiled({ v: guard(data, 'v') });
  };
}

/** Configuration files are not HTML: what is printed lands as it is. */
function print(value: unknown): string {
  if (value === undefined || value === null) throw new Error('a value that is not there cannot be printed');
  return String(value);
}

/** The same data, at every depth, but reading a name that is not there throws. */
function guard<T extends object>(data: T, path: string): T {
  return new Proxy(data, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || (Array.isArray(target) && typeof value === 'function')) return value;
      const here = Array.isArray(target) ? `${path}[${key}]` : `${path}.${key}`;
      if (!Object.hasOwn(target, key)) throw new Error(`the template reads ${here}, which its data does not have`);
      return typeof value === 'object' && value !== null ? guard(value, here) : value;
    },
  });
}
