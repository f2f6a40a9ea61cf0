/** What a host is made like; see image/recipes for what each is made of. */
export type Family = 'debian' | 'ubuntu' | 'cloud' | 'redhat' | 'stock' | 'legacy';

/**
 * Every image there is: its name, and the family that it is made for. Hosts that are `stock` run from Red Hat's, `ubuntu` ones
 * from that of `cloud`: what tells them apart is in their identity.
 */
export const suites = {
  bookworm: 'debian',
  trixie: 'debian',
  'bookworm-cloud': 'cloud',
  'trixie-cloud': 'cloud',
  el9: 'redhat',
  el6: 'legacy',
} as const;
export type Suite = keyof typeof suites;

/** The image that another is made from. */
export function baseOf(suite: Suite): Suite | undefined {
  const bases: Readonly<Partial<Record<Suite, Suite>>> = { 'bookworm-cloud': 'bookworm', 'trixie-cloud': 'trixie' };
  return bases[suite];
}

/** Releases that `--suite` may name: only Debian has more than one. */
export const debianSuites: readonly Suite[] = ['bookworm', 'trixie'];

const named: Readonly<Record<string, readonly Family[]>> = {
  debian: ['debian'],
  ubuntu: ['ubuntu'],
  cloud: ['cloud'],
  redhat: ['redhat'],
  stock: ['stock'],
  legacy: ['legacy'],
  mixed: ['debian', 'redhat'],
};

export const familyNames: readonly string[] = Object.keys(named);

/**
 * Families of a lab's hosts, to be used in turn: `mixed` is every other host, `legacy,redhat` one of each. Pure.
 * @throws for a name that is none.
 */
export function parseFamilies(text: string): readonly Family[] {
  return text.split(',').flatMap((name) => {
    const families = Object.hasOwn(named, name) ? named[name] : undefined;
    if (!families) throw new Error(`no family ${name}; there are ${familyNames.join(', ')}, or several with commas`);
    return families;
  });
}

/** The image for hosts of a family; `debianSuite` is the release of those that are Debian. Pure. */
export function suiteOf(family: Family, debianSuite: Suite): Suite {
  const cloud = debianSuite === 'trixie' ? 'trixie-cloud' : 'bookworm-cloud';
  const images: Readonly<Record<Family, Suite>> = {
    debian: debianSuite,
    ubuntu: cloud,
    cloud,
    redhat: 'el9',
    stock: 'el9',
    legacy: 'el6',
  };
  return images[family];
}
