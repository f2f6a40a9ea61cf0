// tsc compiles the roles but leaves their templates behind; they are read at run time from beside the compiled role.
import { cpSync, globSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
for (const file of globSync('roles/**/templates/*.ejs', { cwd: root })) {
  cpSync(join(root, file), join(root, 'dist', file));
}
