import type { Problem } from '../core/errors.ts';
import { distinct } from './problems.ts';
import type { ReadYaml } from './vault/read-yaml.ts';

/** Keeps what readers of YAML warn of. */
export function warningKeeper() {
  const warnings: Problem[] = [];
  return {
    warnings: (): readonly Problem[] => fewOf(distinct(warnings)),
    heard:
      (readYaml: ReadYaml): ReadYaml =>
      (file, text) => {
        const parsed = readYaml(file, text);
        warnings.push(...(parsed.warnings ?? []));
        return parsed;
      },
  };
}

const MOST_WARNINGS = 20;

const fewOf = (warnings: readonly Problem[]): readonly Problem[] =>
  warnings.length <= MOST_WARNINGS
    ? warnings
    : [
        ...warnings.slice(0, MOST_WARNINGS),
        { message: `${warnings.length - MOST_WARNINGS} more warnings of this kind are left out` },
      ];
