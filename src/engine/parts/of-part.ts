import type { PartJob } from '../../core/play.ts';
import type { Secrets } from '../../core/secrets.ts';
import type { Session, Watch } from '../run/session.ts';

/** A session for one part alone. What is made new for it is made for no other. */
export const sessionOf = <S extends Session>(session: S, { name, job }: PartJob): S => ({
  ...session,
  job,
  ...(name === undefined ? {} : { secrets: ownSecrets(session.secrets, name) }),
});

const ownSecrets = (secrets: Secrets, part: string): Secrets => ({
  ...secrets,
  sealNew: (name, value) => secrets.sealNew(name, value, part),
});

/** Whoever hears of the part hears its name with everything. */
export const ofPart = (watch: Watch, { name }: Pick<PartJob, 'name'>): Watch =>
  name === undefined ? watch : { ...watch, report: (event) => watch.report({ ...event, cluster: name }) };
