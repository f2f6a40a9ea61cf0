import type { Problem } from '../core/errors.ts';
import { distinct } from './problems.ts';
import type { ReadYaml } from './vault/read-yaml.ts';

/** Reads YAML as `readYaml` does, and keeps what it warned of. */
export function withWarnings(readYaml: ReadYaml) {
  const warnings: Problem[] = [];
  return {
    warnings: (): readonly Problem[] => fewOf(distinct(warnings)),
    readYaml: ((file, text) => {
      const parsed = readYaml(file, text);
      warnings.push(...(parsed.warnings ?? []));
      return parsed;
    }) satisfies ReadYaml,
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
