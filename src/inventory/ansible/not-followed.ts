import { showPosition } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { Sections } from './config-values.ts';
import { CONNECTION_OPTIONS, OPTIONS } from './options.ts';

const ALL = [...Object.values(CONNECTION_OPTIONS), ...Object.values(OPTIONS)];
const KEYS: ReadonlySet<string> = new Set(ALL.flatMap(({ ini }) => ini.map(([section, key]) => `${section}.${key}`)));

const SECTIONS = new Set([...KEYS].map((one) => one.replace(/\..*/, '')));
/** Settings of Ansible's own that look like a misspelt one of those. */
const OTHER_KEYS = new Set(['ask_sudo_pass', 'ask_su_pass', 'sudo_flags', 'vault_identity']);

/** Variables of the environment that change what Ansible makes of an inventory, and that umctl does not go by. */
const NAMES = [
  ...['ANSIBLE_JINJA2_NATIVE', 'ANSIBLE_VAULT_ID_MATCH', 'ANSIBLE_VAULT_IDENTITY', 'ANSIBLE_CONNECTION_PASSWORD_FILE'],
  ...['ANSIBLE_BECOME_PASSWORD_FILE', 'ANSIBLE_PLAYBOOK_VARS_ROOT'],
];

/** A key that may have been meant to be another one, which umctl goes by, is told so. */
function named(section: string, key: string): string {
  const known = [...KEYS].flatMap((one) => (one.startsWith(`${section}.`) ? [one.slice(section.length + 1)] : []));
  const meant = OTHER_KEYS.has(key) ? undefined : nearest(key, known);
  return meant === undefined ? key : `${key} (did you mean ${meant}?)`;
}

function sectionNamed(section: string): string {
  const meant = SECTIONS.has(section) ? undefined : nearest(section, SECTIONS);
  return meant === undefined ? `[${section}]` : `[${section}]; did you mean [${meant}]?`;
}

/** Names, once, what umctl does not go by. */
export function notFollowed(sections: Sections, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const inFile = [...sections].flatMap(([section, settings]) => {
    const left = [...settings].filter(([key]) => !KEYS.has(`${section}.${key}`));
    const [first] = left;
    if (first === undefined) return [];
    return [
      {
        place: showPosition(first[1].key),
        text: `${left.map(([key]) => named(section, key)).join(', ')} (${sectionNamed(section)})`,
      },
    ];
  });
  const names = NAMES.filter((name) => env[name] !== undefined);
  const [begin] = inFile;
  return [
    ...(begin === undefined
      ? []
      : [`${begin.place}: umctl does not go by ${inFile.map(({ text }) => text).join('; ')}`]),
    ...(names.length === 0 ? [] : [`umctl does not go by ${names.join(', ')} of the environment`]),
  ];
}
