/** The blanks and line breaks between two words of a scalar that may be folded. */
export interface Lines {
  /** Whether there was a line break: blanks then say nothing. */
  broken: boolean;
  blanks: string;
  /** What the first line break says. */
  first: string;
  /** What the others say. */
  others: string;
  readonly addBlank: (blank: string) => void;
  readonly addBreak: (lineBreak: string) => void;
}

export function newLines(): Lines {
  const lines: Lines = {
    broken: false,
    blanks: '',
    first: '',
    others: '',
    addBlank(blank) {
      if (!lines.broken) lines.blanks += blank;
    },
    addBreak(lineBreak) {
      if (lines.broken) lines.others += lineBreak;
      else lines.first = lineBreak;
      lines.broken = true;
    },
  };
  return lines;
}

/** What a gap says when it is folded: one line break is a blank, more are one less. */
export function join({ broken, blanks, first, others }: Lines): string {
  if (!broken) return blanks;
  if (first !== '\n') return first + others;
  return others === '' ? ' ' : others;
}
