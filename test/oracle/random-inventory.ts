import fc from 'fast-check';

/** A section of a random inventory: a group by its number, with what is said of it there. */
interface Section {
  readonly group: number;
  readonly hosts: readonly number[];
  /** Numbers of groups; only later ones are taken, so that no group is below itself. */
  readonly children: readonly number[];
  readonly vars: readonly (readonly [name: number, value: string])[];
  /** Variables of the first host. */
  readonly hostVars: readonly (readonly [name: number, value: string])[];
}

const VALUES = [
  '1',
  '1.50',
  'yes',
  'True',
  'None',
  'text',
  '"5"',
  "'it'",
  '[1, "a"]',
  '{"k": [2]}',
  '10.0.0.1',
  '0x1f',
  '007',
  '1e3',
  'a b',
];
const vars = fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...VALUES)), { maxLength: 2 });
const section: fc.Arbitrary<Section> = fc.record({
  group: fc.nat(7),
  hosts: fc.array(fc.nat(13), { maxLength: 4 }),
  children: fc.array(fc.nat(7), { maxLength: 3 }),
  vars,
  hostVars: vars,
});

/** Sections in the order in which they stand in a file; one group may have several. */
export const sections = fc.array(section, { minLength: 1, maxLength: 7 });

/** Names whose order is not that of their numbers. */
const GROUPS = ['web', 'all', 'db', 'ungrouped', 'a1', 'zone', 'm-n', 'b_2'];
const HOSTS = [
  'n3',
  'n1',
  'web1',
  'x.example.com',
  '10.0.0.9',
  'db',
  'n20',
  'n2',
  'a',
  'z',
  'r[01:03]',
  'p1:2222',
  'r02:99',
  'p1',
];
const groupName = (number: number): string => GROUPS[number] ?? '';
const hostName = (number: number): string => HOSTS[number] ?? '';
const isBelow = (group: number, child: number): boolean => child > group && child !== 1 && child !== 3 && group !== 3;

export function toIni(all: readonly Section[]): string {
  const quoted = (value: string): string => (/[ "'#]/.test(value) ? `'${value.replaceAll("'", `'"'"'`)}'` : value);
  const declared = new Set(
    all.flatMap(({ group, children }) => [group, ...children.filter((child) => isBelow(group, child))]),
  );
  return [
    ...all.flatMap(({ group, hosts, children, vars: own, hostVars }) => [
      `[${groupName(group)}]`,
      ...hosts.map((host, i) =>
        [hostName(host), ...(i === 0 ? hostVars : []).map(([name, value]) => `v${name}=${quoted(value)}`)].join(' '),
      ),
      `[${groupName(group)}:children]`,
      ...children.filter((child) => isBelow(group, child)).map(groupName),
      `[${groupName(group)}:vars]`,
      ...own.map(([name, value]) => `v${name} = ${value}`),
    ]),
    ...[...declared].map((group) => `[${groupName(group)}]`),
  ].join('\n');
}

export function toYaml(all: readonly Section[]): string {
  const merged = new Map<number, Section>();
  for (const one of all) if (!merged.has(one.group)) merged.set(one.group, one);
  const flow = (pairs: Section['vars']): string =>
    `{${[...new Map(pairs)].map(([name, value]) => `v${name}: ${/^[[{"']/.test(value) ? value : JSON.stringify(value)}`).join(', ')}}`;
  const lines = [...merged.values()].flatMap(({ group, hosts, children, vars: own, hostVars }) => [
    `${groupName(group)}:`,
    '  hosts:',
    ...[...new Set(hosts)].map((host, i) => `    ${hostName(host)}: ${i === 0 ? flow(hostVars) : ''}`),
    '  children:',
    ...[...new Set(children)].filter((child) => isBelow(group, child)).map((child) => `    ${groupName(child)}:`),
    `  vars: ${flow(own)}`,
  ]);
  return `${lines.join('\n')}\n`;
}
