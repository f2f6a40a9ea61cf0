import type { z } from 'zod';
import { InputError, type Problem } from '../../core/errors.ts';
import type { Host } from '../../core/host.ts';
import { nearest } from '../../core/nearest.ts';
import type { AnyRole } from '../../core/role.ts';
import { showSecrets } from '../../core/secrets.ts';
import { namesNear } from '../connection-names.ts';
import { meantSo, wayOut } from '../other-names.ts';
import { distinct } from '../problems.ts';
import { refuseTemplate, templatesIn } from '../yaml/template.ts';
import { type Complaint, complain, slip } from './complain.ts';
import { withMadeTexts } from './made-texts.ts';
import { type HostComplaint, joinMissing } from './missing.ts';
import { keysOf, leaves } from './shape.ts';
import { showPath, valueAt } from './subject.ts';
import { exposed, NOT_KEPT_SECRET } from './vaulted.ts';

/** A host and the roles it has. */
export interface Assignment {
  readonly host: Host;
  readonly roles: readonly AnyRole[];
}

/** Variables as each role's schema read them, by host and role name. */
export type ValidVars = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/**
 * Checks the variables of every host with the schemas of its roles. Variables that no role has are somebody else's,
 * unless they look like a misspelt one.
 * @throws InputError with everything that is wrong, each once, with its place.
 */
export function validateVars(assignments: readonly Assignment[]): ValidVars {
  const complaints: HostComplaint[] = [];
  const known = new Set(assignments.flatMap(({ roles }) => roles.flatMap(variablesOf)));
  const meant = new Map<string, string | undefined>();
  const valid = assignments.map(({ host, roles }) => {
    const found: Complaint[] = roles.length === 0 ? [] : [...misspelt(host, known, meant)];
    const vars = new Map(roles.map((role) => [role.name, parse(role, host, found)]));
    complaints.push(...causes(host, found).map((complaint) => ({ ...complaint, host })));
    return [host.name, vars] as const;
  });
  if (complaints.length > 0) throw new InputError(problemsOf(complaints));
  return new Map(valid);
}

const variablesOf = (role: AnyRole): readonly string[] => keysOf(leaves(role.vars));

/** Without what is only missing because it was misspelt. */
function causes({ vars }: Host, complaints: readonly Complaint[]): readonly Complaint[] {
  const meant = new Set(complaints.flatMap((complaint) => (complaint.meant ? [JSON.stringify(complaint.meant)] : [])));
  return complaints.filter(
    ({ path, or = [] }) =>
      valueAt(vars, path) !== undefined || ![path, ...or].some((one) => meant.has(JSON.stringify(one))),
  );
}

function parse(role: AnyRole, host: Host, complaints: Complaint[]): unknown {
  const own = variablesOf(role).filter((name) => host.vars[name] !== undefined);
  const written = Object.fromEntries(own.map((name) => [name, host.vars[name]]));
  const vars = withMadeTexts(written, host, role.vars);
  const templates = templatesIn(vars);
  const refused = [
    ...templates.map(({ path, template }) => ({ path, why: refuseTemplate(template) })),
    ...exposed(vars, role.vars).map((path) => ({ path, why: NOT_KEPT_SECRET })),
  ];
  if (refused.length > 0) {
    const inWords = refused.map(({ path, why }) => ({ path, message: `${showPath(path)}: ${why}` }));
    complaints.push(...inWords.map((complaint) => ({ ...complaint, part: 'value' as const })));
    return undefined;
  }
  // An empty message marks an issue that the schema's author had no words for.
  const result = role.vars.safeParse(vars, { error: () => '' });
  if (result.success) return result.data;
  const subject = { schema: role.vars, vars };
  complaints.push(...firstOfEach(result.error.issues).flatMap((issue) => complain(issue, subject)));
  return undefined;
}

/** Without what is said of a value that is of the wrong kind altogether. */
const firstOfEach = (issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] => {
  const place = ({ path }: z.core.$ZodIssue): string => JSON.stringify(path);
  const wrongKind = new Map(issues.filter(({ code }) => code === 'invalid_type').map((issue) => [place(issue), issue]));
  return issues.filter((issue) => (wrongKind.get(place(issue)) ?? issue) === issue);
};

/** Variables that nobody knows, one or two slips away from one that a role has, or that says how to reach the host. */
function misspelt(
  host: Host,
  known: ReadonlySet<string>,
  meant: Map<string, string | undefined>,
): readonly Complaint[] {
  return Object.keys(host.vars).flatMap((name) => {
    if (known.has(name) || meantSo(host.vars, name)) return [];
    if (!meant.has(name)) meant.set(name, nearest(name, name.startsWith('ansible_') ? namesNear(name) : known));
    const other = meant.get(name);
    if (other === undefined) return [];
    const { message, ...rest } = slip('variable', [name], other);
    return [{ path: [name], part: 'key', message: `${message} If not, write ${wayOut(name)} in vars`, ...rest }];
  });
}

function problemsOf(complaints: readonly HostComplaint[]): readonly Problem[] {
  const problems = joinMissing(complaints).map(({ host, path, part, message }) => ({
    at: host.at(path, part),
    message: showSecrets(message),
  }));
  return distinct(problems);
}
