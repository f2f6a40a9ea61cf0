import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** A source file; paths are from the root. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly lines: number;
  /** Imported modules, types included: paths from the root, or package names. */
  readonly imports: readonly string[];
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/** The TypeScript and JavaScript files of some folders. */
export const sourcesOf = (...folders: readonly string[]): readonly Source[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|js)$/.test(name))
      .map((name) => read(path.join(folder, name))),
  );

function read(file: string): Source {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const imports = [...text.matchAll(IMPORT)].map(([, module = '']) =>
    module.startsWith('.') ? path.normalize(path.join(path.dirname(file), module)) : module,
  );
  return { file, text, lines: text.split('\n').length - 1, imports };
}
