import { ASKED_SUDO } from '../../core/asked-passwords.ts';
import type { Become } from '../../core/host.ts';

type Method = 'sudo' | 'su' | 'doas';

export const NOT_ACCEPTED = (method: Method): string => `${method} does not accept the password`;
export const ASKS_MORE = (method: Method): string => `${method} asks for more than a password`;
export const ASKS_PASSWORD = (method: Method): string => `${method} asks for a password`;
export const HAS_EXPIRED = (method: Method): string => `the password has expired, and ${method} wants a new one`;

/** What sudo says of a wrong password, at the latest at its end. */
export const INCORRECT = /incorrect password|Sorry, try again/;

/** What sudo, su and PAM say of an account whose password has expired. */
export const EXPIRED =
  /password (is|has) expired|required to change your password|(current|new|old) (?:unix )?password: ?$/im;

/** Who becomes whom on a host, and where the password came from. */
export interface Becoming {
  readonly user: string;
  readonly host: string;
  readonly become: Pick<Become, 'user' | 'method'>;
  /** What names the password that was sent; undefined where there is none. */
  readonly password: string | undefined;
}

interface Refusal {
  readonly why: string;
  readonly next: string;
}

type Known = readonly [said: RegExp, why: string, next: string];

/** Why a program went away before it started the shell, from what it printed; undefined when it is not known. */
export function becomeRefusal(stderr: string, who: Becoming): Refusal | undefined {
  const known = refusals(who).find(([said]) => said.test(stderr));
  return known && { why: known[1], next: known[2] };
}

const GIVE = 'give it with --ask-become-pass, or as ansible_become_password in the inventory (vaulted)';

function refusals(who: Becoming): readonly Known[] {
  const { method = 'sudo', user: wanted } = who.become;
  const { user, host } = who;
  const expired = new RegExp(`the password has expired, and|${EXPIRED.source}`, 'im');
  // su asks for the password of whoever is become.
  const owner = method === 'su' ? wanted : user;
  const passwd = `log in to ${host} as ${owner}, set a new password with passwd, and run umctl again`;
  const refused: Known = [/does not accept|incorrect password|Sorry, try again/, NOT_ACCEPTED(method), another(who)];
  const common: readonly Known[] = [
    [expired, HAS_EXPIRED(method), passwd],
    [
      /asks for more than a password/,
      `${ASKS_MORE(method)}, such as a one-time code, which umctl cannot answer`,
      without(who),
    ],
  ];
  if (method === 'su')
    return [
      ...common,
      [/asks for a password/, ASKS_PASSWORD('su'), `${GIVE}: it is the one of ${wanted}`],
      [
        /must be run from a terminal/,
        'su wants a terminal, which umctl does not give it',
        'use sudo: ansible_become_method: sudo',
      ],
      [/authentication failure|incorrect password|does not accept|sorry/i, NOT_ACCEPTED('su'), another(who)],
      [
        /does not exist|unknown id|unknown user/i,
        `there is no user ${wanted} on the host`,
        'correct ansible_become_user',
      ],
      [/permission denied/i, 'su does not let the user do this', `let ${user} do so on ${host} (/etc/pam.d/su)`],
      absent(method),
    ];
  if (method === 'doas')
    return [
      ...common,
      [
        /authentication required|a tty is required/i,
        ASKS_PASSWORD('doas'),
        `${GIVE}, or add to /etc/doas.conf on ${host}: permit nopass ${user} as ${wanted}`,
      ],
      [/authentication failed|does not accept/i, NOT_ACCEPTED('doas'), another(who)],
      [
        /doas is not enabled|operation not permitted/i,
        'doas does not let the user do this',
        `add to /etc/doas.conf on ${host}: permit nopass ${user} as ${wanted}`,
      ],
      [/unknown user/i, `there is no user ${wanted} on the host`, 'correct ansible_become_user'],
      absent(method),
    ];
  return [
    ...common,
    refused,
    [/password is required|no password was provided/, ASKS_PASSWORD('sudo'), GIVE],
    [
      /must have a tty/,
      'sudo wants a terminal (requiretty)',
      `add a line to sudoers with visudo: Defaults:${user} !requiretty`,
    ],
    [/not in the sudoers|not allowed to/, 'sudo does not let the user do this', 'add the user to sudoers with visudo'],
    absent(method),
  ];
}

const absent = (method: Method): Known => [
  /not found|No such file/,
  `there is no ${method} on the host`,
  `install ${method}, or log in as root (ansible_user: root)`,
];

const without = ({ user, become: { method = 'sudo' } }: Becoming): string =>
  method === 'sudo'
    ? `let ${user} use sudo without it: a line of sudoers with NOPASSWD, or a PAM rule for this account`
    : `let ${user} use ${method} without it: a PAM rule for this account`;

const another = ({ user, host, password, become }: Becoming): string =>
  password === ASKED_SUDO
    ? `type the password of ${become.method === 'su' ? become.user : user} on ${host} again (--ask-become-pass asks for it anew)`
    : `correct ${password ?? 'ansible_become_password'} of ${host} in the inventory, or leave it out and use --ask-become-pass`;
