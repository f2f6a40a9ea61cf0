import type { Node } from './nodes.ts';
import { nodeReader } from './read-node.ts';
import { createScanner, type Scanner } from './scanner.ts';
import { SyntaxProblem } from './syntax-error.ts';

const DEFAULT_HANDLES = [
  ['!', '!'],
  ['!!', 'tag:yaml.org,2002:'],
] as const;

/** The only document in a YAML text; undefined when there is none. @throws SyntaxProblem */
export function readDocument(text: string): Node | undefined {
  const scanner = createScanner(text);
  if (scanner.peek().kind === 'end') return undefined;
  const root = readOne(scanner, 'first');
  if (scanner.peek().kind === 'document-end') scanner.take();
  while (scanner.peek().kind === 'document-end') scanner.take();
  const next = scanner.peek();
  if (next.kind === 'end') return root;
  readOne(scanner, 'later');
  throw new SyntaxProblem(next.start, 'a second YAML document begins here; only one is read');
}

function readOne(scanner: Scanner, which: 'first' | 'later'): Node {
  const before = scanner.peek();
  const handles = readDirectives(scanner);
  const { kind, start } = scanner.peek();
  const explicit = kind === 'document-start';
  if (explicit) scanner.take();
  else if (before.kind !== kind) throw new SyntaxProblem(start, NO_DASHES);
  else if (which === 'later' || kind === 'document-end') throw new SyntaxProblem(start, { slip: 'second root' });
  return nodeReader(scanner, handles)();
}

const NO_DASHES =
  'after a line that begins with %, a line of three dashes (---) begins the document; write it above this line';

function readDirectives(scanner: Scanner): ReadonlyMap<string, string> {
  const handles = new Map<string, string>();
  let version = false;
  for (let token = scanner.peek(); ; token = scanner.peek()) {
    if (token.kind === 'version') {
      if (version) throw new SyntaxProblem(token.start, 'a second %YAML line');
      if (token.major !== 1 || (token.minor !== 1 && token.minor !== 2))
        throw new SyntaxProblem(token.start, `YAML ${token.major}.${token.minor} is not known; write %YAML 1.1`);
      version = true;
    } else if (token.kind === 'tag-directive') {
      if (handles.has(token.handle)) throw new SyntaxProblem(token.start, `a second %TAG line for ${token.handle}`);
      handles.set(token.handle, token.prefix);
    } else return new Map([...DEFAULT_HANDLES, ...handles]);
    scanner.take();
  }
}
