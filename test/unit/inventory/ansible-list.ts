/** What `ansible-inventory --list` prints. */
type Listed = Readonly<
  Record<string, { readonly hosts?: readonly string[]; readonly children?: readonly string[] }>
> & {
  readonly _meta: { readonly hostvars: Readonly<Record<string, unknown>> };
};

/** Each host with its groups (in the order of the alphabet) and variables. */
export function byHost(
  listed: Listed,
): Readonly<Record<string, { readonly groups: readonly string[]; readonly vars: unknown }>> {
  const below = (group: string): readonly string[] => [
    ...(listed[group]?.hosts ?? []),
    ...(listed[group]?.children ?? []).flatMap(below),
  ];
  const groups = Object.keys(listed).filter((name) => name !== '_meta');
  return Object.fromEntries(
    below('all').map((host) => [
      host,
      {
        groups: groups.filter((group) => below(group).includes(host)).sort(),
        vars: listed._meta.hostvars[host] ?? {},
      },
    ]),
  );
}
