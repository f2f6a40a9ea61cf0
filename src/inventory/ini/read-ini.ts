import type { Position } from '../../core/errors.ts';
import { controlCharacter } from '../control-character.ts';
import { wrongGroupName } from '../group-name.ts';
import type { Collector } from '../groups.ts';
import { PLAIN_TEXTS, type Texts } from '../yaml/texts.ts';
import { declarations } from './declarations.ts';
import { type Line, meaningfulLines } from './lines.ts';
import { readHostLine, readVariable } from './read-line.ts';
import { iniSlip, spoilsSection } from './slip.ts';

const SECTION = /^\[([^:\]\s]+)(?::([\p{L}\p{N}_]+))?\][^\S\ufeff]*(?:#.*)?$/u;
const CHILD = /^([^:\]\s]+)[^\S\ufeff]*(?:#.*)?$/u;

/** What the lines are about that follow a heading. */
interface Section {
  readonly group: string;
  readonly kind: 'hosts' | 'children' | 'vars';
  readonly at: Position;
}

/** What an inventory in INI form says about groups and hosts, as Ansible reads it (`ansible-doc -t inventory ini`). */
export function readIni(file: string, text: string, collect: Collector, texts: Texts = PLAIN_TEXTS): void {
  const pending = declarations(collect);
  const start = { file, line: 1, column: 1 };
  let section: Section | undefined = { group: 'ungrouped', kind: 'hosts', at: start };
  for (const line of meaningfulLines(text)) {
    const at = { file, line: line.number, column: line.column };
    const strange = controlCharacter(line.text);
    if (strange !== undefined) {
      collect.report({ ...at, column: at.column + strange.index }, `${strange.name}: this is not text`);
      continue;
    }
    if (line.text.startsWith('[') && (SECTION.test(line.text) || line.text.endsWith(']'))) {
      section = readHeading(line.text, at, collect);
      if (section !== undefined) pending.declare(section.group, section.kind, section.at);
    } else if (spoilsSection(line.text)) {
      collect.report(at, iniSlip(line.text) ?? wrongHeading(line.text));
      section = undefined;
    } else if (section !== undefined) readLine(section, line, { file, at, collect, texts, pending });
  }
  pending.conclude();
}

/** A heading, or nothing where it is none: the lines under it are not judged then. */
function readHeading(text: string, at: Position, collect: Collector): Section | undefined {
  const [, group, kind = 'hosts'] = SECTION.exec(text) ?? [];
  const wrong = group === undefined ? wrongHeading(text) : wrongGroupName(group);
  if (wrong !== undefined || group === undefined) {
    collect.report(at, wrong ?? wrongHeading(text));
    return undefined;
  }
  if (kind === 'hosts' || kind === 'children' || kind === 'vars') return { group, kind, at };
  collect.report(at, `[${group}:${kind}]: expected [${group}], [${group}:children] or [${group}:vars]`);
  return undefined;
}

const wrongHeading = (text: string): string =>
  `${text}: a heading is one group's name in brackets, without blanks: [web], [web:children] or [web:vars]`;

interface Reading {
  readonly file: string;
  readonly at: Position;
  readonly collect: Collector;
  readonly texts: Texts;
  readonly pending: ReturnType<typeof declarations>;
}

function readLine({ group, kind }: Section, line: Line, reading: Reading): void {
  const { at, collect, pending } = reading;
  if (kind === 'hosts') readHostLine(line, collect.group(group, at), reading);
  else if (kind === 'vars') readVariable(line, collect.group(group, at), reading);
  else {
    const child = CHILD.exec(line.text)?.[1];
    if (child === undefined) collect.report(at, `expected the name of one group, found ${JSON.stringify(line.text)}`);
    else if (child.includes(',')) collect.report(at, 'each group stands on a line of its own, without commas');
    else pending.child(group, child, at);
  }
}
