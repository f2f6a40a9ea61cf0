import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { Position } from '../../core/errors.ts';
import { convert } from './convert.ts';
import type { Parsed } from './parsed.ts';
import { PLAIN_TEXTS, type Texts } from './texts.ts';

/** No text file has these; PyYAML refuses them too (yaml/reader.py). */
const NOT_TEXT = /[^\t\n\r\u0020-\u007e\u0085-\u{10ffff}]|[\ufffe\uffff]/u;

/** Reads one YAML document as Ansible would. `file` is its name in positions, `texts` what becomes of the texts in it. */
export function parseYaml(file: string, text: string, texts: Texts = PLAIN_TEXTS): Parsed {
  const lines = new LineCounter();
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'failsafe', // the types of plain scalars are ours to say; see plain.ts
    uniqueKeys: false, // checked by convert, which takes no quadratic time over it
    prettyErrors: false,
    logLevel: 'error',
  });
  const strange = NOT_TEXT.exec(text);
  if (strange !== null) {
    const code = (strange[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return {
      problems: [{ at: position(strange.index), message: `control character U+${code}: this is not YAML text` }],
    };
  }
  // What follows the first error is mostly its consequence.
  const [error] = document.errors;
  if (error !== undefined) {
    const at = error.code === 'BAD_INDENT' ? visible(text, error.pos[0]) : error.pos[0];
    return { problems: [{ at: position(at), message: explain(error) }] };
  }
  return document.contents === null ? { problems: [] } : convert(document.contents, { position, texts });
}

/** The next thing that can be seen. */
const visible = (text: string, offset: number): number => {
  const blanks = /^\s*/.exec(text.slice(offset, offset + 1000))?.[0].length ?? 0;
  return offset + blanks < text.length ? offset + blanks : offset;
};

function explain({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second YAML document begins here; only one is read';
  if (code === 'RESOURCE_EXHAUSTION') return 'nested too deeply';
  const bracket = /^Flow (?:map|sequence) .* end with a (.)$/.exec(message)?.[1];
  if (bracket !== undefined) return `bad YAML: expected a closing ${bracket}`;
  return `bad YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
