import { meaningfulLines } from './lines.ts';

/** What is known of a text that is no mapping in YAML. */
interface Known {
  /** Whether its file's name keeps Ansible from trying YAML. */
  readonly isOtherThanYaml: boolean;
  /** Whether it is one text to YAML, as names on lines of their own are. */
  readonly isScalar: boolean;
}

const HEADING = /^\[[^\]"'{},]+\]\s*(?:#.*)?$/;
/** A host with variables, or alone. */
const HOST = /^[^\s:'"{[<>=-][^\s:]*(?:\s+[\w.]+=.*|\s*(?:#.*)?)$/;

/** What below another line is a key in YAML, and no host. */
const KEY = /^[\w.-]+:(?:\s|$)/;

/** Whether a text that cannot be read as YAML was meant to be INI. */
export function looksLikeIni(text: string, { isOtherThanYaml, isScalar }: Known): boolean {
  const lines = meaningfulLines(text);
  const [first] = lines;
  if (first === undefined || first.text === '---') return false;
  if (isOtherThanYaml || lines.some((line) => HEADING.test(line.text))) return true;
  if (lines.some((line) => line.column > 1 && KEY.test(line.text))) return false;
  return isScalar || HOST.test(first.text);
}
