import type { AnswerLine } from './answers.ts';

/** Tells the lines that a script says, each once and in its order, from lines that repeat or forge them. */
export interface Order {
  /** Whether the line is the one to come next. */
  isNext(line: AnswerLine): boolean;
  /** How many answers there were. */
  readonly answered: number;
  readonly begun: boolean;
}

export function createOrder(): Order {
  const left = new Set<number>();
  let answered = 0;
  let began = -1;
  return {
    get answered() {
      return answered;
    },
    get begun() {
      return began >= 0;
    },
    isNext(line) {
      if (line.kind === 'done') return true;
      if (line.kind === 'left') return !left.has(line.process) && left.add(line.process).size > 0;
      if (line.index !== answered) return false;
      if (line.kind === 'answer') answered++;
      else if (began === line.index) return false;
      else began = line.index;
      return true;
    },
  };
}
