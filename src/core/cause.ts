/** Why a step is done, or done in full, where its own changes do not say. Ids are those of resources. */
export type Cause =
  /** One of these changes first, in that field where one is named, and may undo what is wanted; `how` says so in words. */
  | { readonly type: 'reset'; readonly ids: readonly string[]; readonly field?: string; readonly how?: string }
  /** What it loads changes in the same run. */
  | { readonly type: 'uses'; readonly ids: readonly string[] }
  /** What it loads has changed since it was last loaded. */
  | { readonly type: 'owed'; readonly ids: readonly string[] }
  /** What it has loaded is not on record. */
  | { readonly type: 'unrecorded' }
  /** As a record or a saved plan has it: in words. */
  | { readonly type: 'said'; readonly text: string };

/** Whether the step is there because another is: a host without that other needs none. */
export const followsAnother = (cause: Cause | undefined): boolean => cause?.type === 'reset' || cause?.type === 'uses';

/** The cause as people read it, and as JSON has it. */
export function sayCause(cause: Cause): string {
  switch (cause.type) {
    case 'reset':
      return `${cause.how ?? changing(cause)} may overwrite it`;
    case 'uses':
      return `${cause.ids.join(', ')} ${cause.ids.length === 1 ? 'changes' : 'change'}`;
    case 'owed':
      return `${cause.ids.join(', ')} changed since it was last loaded`;
    case 'unrecorded':
      return 'umctl has no record of what it has loaded';
    case 'said':
      return cause.text;
  }
}

const changing = ({ ids, field }: { readonly ids: readonly string[]; readonly field?: string }): string =>
  `changing ${field === undefined ? '' : `${field} of `}${ids.join(', ')}`;
