import type { Host } from '../../core/host.ts';
import type { Complaint } from './complain.ts';

/** A complaint about a host's variables. */
export interface HostComplaint extends Complaint {
  readonly host: Host;
}

const MOST_NAMED = 5;

/** A variable that many hosts lack is one complaint, at the first of them, that names them; others stay as they are. */
export function joinMissing(complaints: readonly HostComplaint[]): readonly HostComplaint[] {
  const lacking = new Map<string, HostComplaint[]>();
  for (const complaint of complaints.filter(isMissing)) {
    lacking.set(complaint.message, [...(lacking.get(complaint.message) ?? []), complaint]);
  }
  const joined = [...lacking.values()].flatMap((same) =>
    same.slice(0, 1).map((first) => ({ ...first, message: `${first.message} (for ${names(same)})` })),
  );
  return [...complaints.filter((complaint) => !isMissing(complaint)), ...joined];
}

const isMissing = ({ path, host }: HostComplaint): boolean =>
  path.length === 1 && host.vars[String(path[0])] === undefined;

function names(complaints: readonly HostComplaint[]): string {
  const hosts = [...new Set(complaints.map(({ host }) => host.name))];
  const more = hosts.length - MOST_NAMED;
  return more > 0 ? `${hosts.slice(0, MOST_NAMED).join(', ')} and ${more} more` : hosts.join(', ');
}
