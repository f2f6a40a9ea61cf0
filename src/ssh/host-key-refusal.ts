import { EXIT, HostError } from '../core/errors.ts';
import { quote } from '../core/sh.ts';
import { fingerprint, keyType } from './host-key.ts';
import type { HostKeyJudgement, KnownAs } from './judge-host-key.ts';
import type { Target } from './target.ts';

/** Why a host's key is not trusted: what it shows, what is known and where, and what to type. */
export function hostKeyRefusal(target: Target, known: KnownAs, judgement: HostKeyJudgement, key: Buffer): HostError {
  const shown = `${fingerprint(key)} (${keyType(key)})`;
  const refuse = (message: string, next: string): HostError =>
    new HostError({ host: target.name, exit: EXIT.unreachable, message, next });
  const file = target.userKnownHostsFiles[0] ?? '~/.ssh/known_hosts';
  switch (judgement.kind) {
    case 'revoked':
      return refuse(
        `the host key ${shown} of ${known.name} is revoked by ${at(judgement)}; somebody may be posing as the host`,
        'give the host a new key, or find out who answers in its place',
      );
    case 'changed':
      return refuse(
        `the host key of ${known.name} has changed: it shows ${shown}, ${at(judgement)} has ` +
          `${fingerprint(judgement.line.key)}; somebody may be posing as the host`,
        `if the host was installed anew: ssh-keygen -f ${quote(judgement.line.file)} -R ${quote(known.name)}, then ` +
          scan(target, file),
      );
    case 'other type':
      return refuse(
        `${known.name} shows the host key ${shown}, but ${at(judgement)} knows it by ${judgement.line.type} ` +
          `${fingerprint(judgement.line.key)} only, which it does not show`,
        `compare the fingerprint on the host's console, then: ${scan(target, file)}`,
      );
    case 'unreadable':
      return refuse(
        `${at(judgement)} names ${known.name}, but umctl cannot read its key, so the host key ${shown} is not trusted`,
        `correct or remove that line; it may be cut or have characters that do not show: sed -n ${judgement.line.line}p ` +
          `${quote(judgement.line.file)} | cat -A`,
      );
    case 'unrecordable':
      return target.userKnownHostsFiles.length === 0
        ? refuse(
            `the host key ${shown} of ${known.name} is not known, and UserKnownHostsFile none leaves no file to keep it in`,
            'name a file in UserKnownHostsFile',
          )
        : refuse(
            `the host key ${shown} of ${known.name} is not known, and a line for that name would trust it for others, too`,
            'give HostKeyAlias a plain name, without patterns, commas and blanks',
          );
    default:
      return refuse(
        `the host key ${shown} of ${known.name} is not known; looked in ${lookedIn(target)}${authorities(known)}`,
        `compare the fingerprint on the host's console, then: ${scan(target, file)}, or connect once with ssh, or ` +
          'take new keys unseen with --accept-new-host-keys',
      );
  }
}

const at = ({ line }: Extract<HostKeyJudgement, { readonly line: unknown }>): string => `${line.file}:${line.line}`;

const scan = ({ hostname, port }: Target, file: string): string =>
  `ssh-keyscan ${port === 22 ? '' : `-p ${port} `}${quote(hostname)} >> ${quote(file)}`;

const lookedIn = ({ userKnownHostsFiles, globalKnownHostsFiles }: Target): string =>
  [...userKnownHostsFiles, ...globalKnownHostsFiles].join(', ') || 'no file at all';

const authorities = ({ authorities: [authority] }: KnownAs): string =>
  authority === undefined
    ? ''
    : `; ${authority.file}:${authority.line} trusts it by @cert-authority, but umctl does not support host certificates: ` +
      "add the host's own key";
