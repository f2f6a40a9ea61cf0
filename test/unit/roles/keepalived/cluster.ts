import semver from 'semver';
import { questions } from '../../../../roles/keepalived/checks/questions.ts';
import { keepalivedConf } from '../../../../roles/keepalived/config.ts';
import { refuse } from '../../../../roles/keepalived/refuse.ts';
import { refuseHost } from '../../../../roles/keepalived/refuse-host.ts';
import { secrets } from '../../../../roles/keepalived/secrets.ts';
import { type KeepalivedVars, vars as schema } from '../../../../roles/keepalived/vars.ts';
import { type Context, defineRole, type Refusal } from '../../../../src/cluster/model/role.ts';
import { contexts } from '../cluster.ts';

/** As much of the role as texts need. */
export const role = defineRole<KeepalivedVars>({
  name: 'keepalived',
  vars: schema,
  refuse,
  refuseHost,
  secrets,
  resources: () => [],
});

type Options = Omit<NonNullable<Parameters<typeof contexts>[1]>, 'facts'> & { readonly version?: string };

/** Contexts of directors that have a version of keepalived. */
export const directors = ({ version = '2.2.7', ...options }: Options = {}): readonly Context<KeepalivedVars>[] =>
  contexts<KeepalivedVars>(role, { ...options, facts: { keepalived: { installed: new semver.SemVer(version) } } });

/** The first of them. */
export function director(options: Options = {}): Context<KeepalivedVars> {
  const [first] = directors(options);
  if (first === undefined) throw new Error('there is no director');
  return first;
}

export const confOf = (options: Options = {}): string => keepalivedConf(director(options));

export const questionsOf = (options: Options = {}) => questions(director(options));

/** As `path: message`. */
export const told = (refusals: readonly Refusal[]): readonly string[] =>
  refusals.map(({ path, message }) => `${path.join('.')}: ${message}`);
