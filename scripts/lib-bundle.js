// What the bundle of scripts/bundle.js takes of others' packages, and whose they are.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Nothing of ssh2 that only servers, makers of keys and agents over HTTP use (node:https alone takes as long to load as the rest of
 * ssh2), and nothing that is compiled where a package is installed: package.json allows no such scripts, so tests never see it.
 */
export const pureClient = {
  name: 'pure client',
  resolveId: (id) => (id === 'cpu-features' || id.endsWith('.node') ? { id: `\0absent ${id}` } : undefined),
  load(id) {
    // ssh2 tries to load both, and does without.
    if (id.startsWith('\0absent ')) return "module.exports = {}; throw new Error('not compiled');";
    return /\/ssh2\/lib\/(http-agents|server|keygen)\.js$/.test(id) ? 'module.exports = {};' : undefined;
  },
};

/** The text of all licences of the packages that modules are of: whoever copies code copies its licence. */
export function licencesOf(modules) {
  const packages = new Map(
    modules.flatMap((id) => {
      const [, folder, name] = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(id) ?? [];
      return folder === undefined || !existsSync(join(folder, 'package.json')) ? [] : [[folder, name]];
    }),
  );
  const texts = [...packages].map(([folder, name]) => {
    const { version, license, licenses, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const [file] = globSync('{LICEN[CS]E,licen[cs]e,COPYING}*', { cwd: folder });
    const kind = license ?? licenses?.map(({ type }) => type).join(', ');
    // Some packages only say whose they are.
    const text = file === undefined ? `by ${author?.name ?? author}` : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version}: ${kind}\n\n${text}\n`;
  });
  return texts.sort().join(`\n${'-'.repeat(78)}\n\n`);
}
