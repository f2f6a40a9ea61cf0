import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { showProblem } from '../core/errors.ts';
import { createSecrets } from '../core/secrets.ts';
import { convertInventory } from '../inventory/convert/convert.ts';
import type { SourceRules } from '../inventory/source/rules.ts';
import { varsDirectory } from '../inventory/sources.ts';
import { requireWritable, writeOutput } from './output-file.ts';
import { toStderr, toStdout } from './print.ts';

/** A usage error where the file could not be written, is there already, or would not have the variables beside the sources. */
export function requireOutput(command: Command, sources: readonly string[], output: string | undefined): void {
  if (output === undefined) return;
  requireWritable(command, '--output', output);
  if (existsSync(output)) command.error(`error: --output ${output}: this file is there already; name another`);
  const apart = convertedApart(sources);
  if (apart.length > 0) command.error(`error: --output ${output}: ${apart.join('\n  ')}`);
  const folder = path.dirname(path.resolve(output));
  const elsewhere = withVars(sources).find((beside) => path.resolve(beside) !== folder);
  if (elsewhere === undefined) return;
  const there = path.join(elsewhere, path.basename(output));
  command.error(
    `error: --output ${output}: group_vars/ and host_vars/ of ${elsewhere} would not count there; write it to ${there}`,
  );
}

/** Converts inventories to YAML, into a file or to stdout. */
export async function convertTo(
  sources: readonly string[],
  output: string | undefined,
  rules: SourceRules,
): Promise<void> {
  const { text, warnings } = await convertInventory(sources, createSecrets(), rules);
  toStderr(warnings.map(showProblem));
  if (output === undefined) {
    toStdout(text.replace(/\n$/, '').split('\n'));
    const apart = convertedApart(sources);
    for (const folder of apart.length > 0 ? [] : withVars(sources))
      toStderr([`put it into ${folder}, so that group_vars/ and host_vars/ there count for it`]);
    toStderr(apart);
    return;
  }
  await writeOutput(output, text, { mode: modeOf(sources) });
  toStderr([`wrote ${output}; umctl inventory ${output} --list shows what it says`]);
}

/** What to type where no one file can have the variables beside all sources: each is converted where it is. */
function convertedApart(sources: readonly string[]): readonly string[] {
  if (withVars(sources).length < 2) return [];
  const files = sources.filter((source) => varsDirectory(source) !== undefined);
  const outputs = files.map((file) => {
    const folder = varsDirectory(file) ?? '.';
    const { name } = path.parse(file);
    return path.join(folder, `${folder === file ? 'converted' : name}.yaml`);
  });
  return [
    `group_vars/ and host_vars/ of ${withVars(sources).join(' and ')} would not count for one file; convert each where it is:`,
    ...files.map((file, i) => `umctl inventory ${file} --convert --output ${outputs[i]}`),
    `and give them in this order: ${outputs.map((file) => `-i ${file}`).join(' ')}`,
  ];
}

/** The folders of sources in which there are variables. */
const withVars = (sources: readonly string[]): readonly string[] => {
  const folders = new Set(sources.map(varsDirectory).filter((folder) => folder !== undefined));
  return [...folders].filter((folder) =>
    ['group_vars', 'host_vars'].some((name) => existsSync(path.join(folder, name))),
  );
};

/** Who may read the sources may read what is made of them. */
const modeOf = (sources: readonly string[]): number =>
  sources.reduce((mode, source) => mode & (statSync(source, { throwIfNoEntry: false })?.mode ?? mode), 0o644);
