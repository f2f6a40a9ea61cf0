import { template } from '../../core/template.ts';

/** An upper threshold of connections that nobody sets: the mark of a weight that is lowered for a hand-over. */
export const MARK = 60_001;

/** In what the programs differ that make a host a director which hands over without a gap. */
interface Director {
  /** What it is called in the log, and how important a note is that does not say so. */
  readonly tag: string;
  readonly level: string;
  /** Who checks real servers. */
  readonly checks: string;
  /** Words of the shell for the other directors' addresses. */
  readonly others: string;
  /** Lines before the first weight is lowered. */
  readonly pauses: string;
  /** Options of the awk that reads the table, and lines of it that pass real servers over. */
  readonly only: string;
  readonly skips: string;
  /** Lists the services, as ipvsadm takes them. */
  readonly services: string;
  /** Lines that give `expire_quiescent_template` its value back. */
  readonly templatesBack: string;
  /** What follows where a process in the background was ended. */
  readonly told: string;
}

/** What a director does that has all virtual addresses or none. */
export const WHOLE = {
  only: '',
  skips: '',
  services: "ipvsadm -S -n | sed -n 's/ *$//; s/^-A //p'",
  templatesBack: `  [ ! -e "$TEMPLATES" ] || set_vs expire_quiescent_template "$(cat "$TEMPLATES")"
  rm -f "$TEMPLATES"
`,
} as const;

const PARTS = ['clock', 'answers', 'worker', 'table'] as const;

const render = PARTS.map(
  (part) => [part, template<Director>(new URL(`./templates/${part}.sh.ejs`, import.meta.url))] as const,
);

/**
 * What such a program is made of, whatever the stack: time and the log; who answers on the segment; the process in the
 * background; and the table, of which one real server a service is in force while directors hand over.
 */
export const directorParts = (director: Director): Readonly<Record<(typeof PARTS)[number], string>> =>
  Object.fromEntries(render.map(([part, text]) => [part, text(director)])) as Record<(typeof PARTS)[number], string>;
