import type { Position } from '../../core/errors.ts';
import { controlCharacter } from '../control-character.ts';
import { convert } from './convert.ts';
import type { Parsed } from './parsed.ts';
import { positions } from './positions.ts';
import { readDocument } from './syntax/document.ts';
import { readJson } from './syntax/json.ts';
import type { Node } from './syntax/nodes.ts';
import { SyntaxProblem } from './syntax/syntax-error.ts';
import { PLAIN_TEXTS, type Texts } from './texts.ts';
import { tellSlip } from './told.ts';

/** Reads one YAML document as Ansible would. `file` is its name in positions, `texts` what becomes of the texts in it. */
export function parseYaml(file: string, text: string, texts: Texts = PLAIN_TEXTS): Parsed {
  const position = positions(file, text);
  const strange = controlCharacter(text);
  if (strange !== undefined)
    return { problems: [{ at: position(strange.index), message: `${strange.name}: this is not YAML text` }] };
  const read = readSyntax(text, position);
  if ('problems' in read) return read;
  return read.root === undefined ? { problems: [] } : convert(read.root, { position, texts });
}

function readSyntax(
  text: string,
  position: (offset: number) => Position,
): Parsed | { readonly root: Node | undefined } {
  try {
    return { root: readJson(text) ?? readDocument(text) };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { offset, message } = tellSlip(text, error);
    return { problems: [{ at: position(offset), message }] };
  }
}
