import type { Context } from '../../src/cluster/model/role.ts';
import { containsSecret } from '../../src/core/secrets.ts';
import { template } from '../../src/core/template.ts';
import { questions } from './checks/questions.ts';
import { CHECK_PROGRAM } from './paths.ts';
import type { KeepalivedVars } from './vars.ts';

/** Its parts, in their order; one file has them all, whichever of them are in use. */
const PARTS = ['begin', 'http', 'text', 'data', 'end'].map((part) =>
  template<object>(new URL(`./templates/check-${part}.pl.ejs`, import.meta.url)),
);

/** The program that asks real servers what keepalived does not ask itself. */
export const checkProgram = (): string => PARTS.map((part) => part({})).join('');

/** A file of root's; its folder has to be there. */
export interface OwnFile {
  readonly path: string;
  readonly content: string;
  readonly mode: '0600' | '0644' | '0755';
}

/** What has to be there before keepalived reads a configuration whose checks run umctl-check; nothing where none does. */
export function checkScripts(context: Context<KeepalivedVars>): readonly OwnFile[] {
  const asked = questions(context).map(({ path, content }): OwnFile => {
    return { path, content, mode: containsSecret(content) ? '0600' : '0644' };
  });
  return asked.length === 0 ? [] : [{ path: CHECK_PROGRAM, content: checkProgram(), mode: '0755' }, ...asked];
}
