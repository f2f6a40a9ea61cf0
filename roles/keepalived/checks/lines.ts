import { block } from '../lines/text.ts';
import { checksOf, ownOf } from '../vars/own.ts';
import { kindOf } from './kind.ts';
import { type Checked, nativeCheck, pingCheck, tcpCheck } from './native.ts';
import { ownCheckLines } from './own.ts';
import { externalCheck, scriptCheck } from './script.ts';

/** The checks of one real server; several have all to succeed. */
export function checkLines(checked: Checked): readonly string[] {
  const { vars } = checked.service;
  const own = checksOf(vars, checked.real.given);
  if (own !== undefined) return own.flatMap((check) => ownCheckLines(check, ownOf(vars)));
  const kind = kindOf(checked.service);
  switch (kind.by) {
    case 'nothing':
      return [];
    case 'connect':
      return tcpCheck(checked);
    case 'ping':
      return pingCheck(checked);
    case 'external':
      return externalCheck(checked, { reader: '' });
    case 'external-perl':
      return externalCheck(checked, { reader: '/usr/bin/perl ' });
    case 'negotiate':
      return nativeCheck(checked, kind.service) ?? scriptCheck(checked);
    case 'both': {
      const [head = '', ...lines] = nativeCheck(checked, kind.service) ?? scriptCheck(checked);
      const every = checked.timing.interval * (kind.connects + 1);
      const inner = lines.slice(0, -1).map((line) => line.replace(/^ {2}/, ''));
      return [...tcpCheck(checked), ...block(head.replace(/ \{$/, ''), [`delay_loop ${every}`, ...inner])];
    }
  }
}
