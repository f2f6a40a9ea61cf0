import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Ask } from '../core/connection.ts';
import type { AskedBefore } from '../core/foresight.ts';
import { readOnlyOurs, requireOurDirectories } from './only-ours.ts';
import { runsDirectory } from './state-directory.ts';

/** Texts once, as many hosts are asked the same; of each host their places. */
const schema = z.object({
  questions: z.array(z.object({ text: z.string(), withinSeconds: z.number().optional() })),
  hosts: z.record(z.string(), z.array(z.int().min(0))),
});
type Kept = z.infer<typeof schema>;

/** What is asked at all, in one run of one host: beyond that the first exchange would only grow long. */
const MOST_QUESTIONS = 2_000;

/** Where it is kept what hosts were asked: a file for each inventory, playbook and use, beside the records of runs. */
export function askedFile(use: readonly string[], runs: string = runsDirectory()): string {
  const digest = createHash('sha256').update(JSON.stringify(use)).digest('hex').slice(0, 16);
  return path.join(path.dirname(runs), 'asked', `${digest}.json`);
}

/** What hosts were asked the last time, and `save`, which keeps what they were asked this time. */
export interface AskedRecord extends AskedBefore {
  readonly save: () => void;
}

/**
 * Reads what hosts were asked the last time; nothing where there is no record, or none that can be read. The questions are shell
 * text, so that a file that somebody else can have written counts for nothing.
 */
export function openAsked(file: string): AskedRecord {
  const kept = readKept(file);
  const of = (host: string): readonly Ask[] =>
    Object.hasOwn(kept.hosts, host)
      ? (kept.hosts[host] ?? []).flatMap((place) => {
          const { text, withinSeconds } = kept.questions[place] ?? {};
          if (text === undefined) return [];
          return [{ run: { text }, ...(withinSeconds === undefined ? {} : { withinSeconds }) }];
        })
      : [];
  const learned = new Map<string, readonly Ask[]>();
  return {
    of,
    learn: (host, asked) => void learned.set(host, asked.slice(0, MOST_QUESTIONS)),
    save() {
      const news = [...learned].filter(([host, asked]) => !isSame(asked, of(host)));
      if (news.length === 0) return;
      const others = Object.keys(kept.hosts).map((host) => [host, of(host)] as const);
      write(file, packed(new Map([...others, ...news])));
    },
  };
}

/** Text by text: what a host is asked is some 25 kB, which nobody needs another copy of. */
const isSame = (asked: readonly Ask[], before: readonly Ask[]): boolean =>
  asked.length === before.length && asked.every(({ run }, i) => run.text === before[i]?.run.text);

function readKept(file: string): Kept {
  try {
    requireOurDirectories(...foldersOf(file));
    return schema.parse(JSON.parse(readOnlyOurs(file)));
  } catch {
    return { questions: [], hosts: {} };
  }
}

function packed(asked: ReadonlyMap<string, readonly Ask[]>): Kept {
  const places = new Map<string, number>();
  const questions: Kept['questions'][number][] = [];
  const placeOf = ({ run: { text }, withinSeconds }: Ask): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, questions.length);
    return questions.push({ text, ...(withinSeconds === undefined ? {} : { withinSeconds }) }) - 1;
  };
  const hosts = Object.fromEntries([...asked].map(([host, all]) => [host, all.map(placeOf)]));
  return { questions, hosts };
}

const foldersOf = (file: string): readonly string[] => [path.dirname(path.dirname(file)), path.dirname(file)];

/** What cannot be kept costs the next run an exchange, and nobody is told. */
function write(file: string, kept: Kept): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    requireOurDirectories(...foldersOf(file));
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, JSON.stringify(kept), { mode: 0o600 });
    renameSync(mine, file);
  } catch {
    // As said.
  }
}
