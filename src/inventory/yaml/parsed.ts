import type { Position, Problem } from '../../core/errors.ts';
import type { Node } from './syntax/nodes.ts';
import type { Written } from './written.ts';

/** A YAML file, read: what it says (nothing when it is empty or wrong) and what is wrong with it. */
export interface Parsed {
  readonly root?: Written;
  readonly problems: readonly Problem[];
  /** What is read as Ansible reads it, but hardly meant. */
  readonly warnings?: readonly Problem[];
  /** Why a file that is vaulted as a whole cannot be opened. */
  readonly locked?: string;
}

/** What one conversion has met so far, and how to go on. */
export interface Conversion {
  readonly position: (offset: number) => Position;
  readonly report: (at: Position, message: string) => void;
  readonly warn: (at: Position, message: string) => void;
  readonly convert: (node: Node, depth: number) => Written;
}
