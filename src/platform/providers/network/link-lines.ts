/** The lines after each line `link DEVICE`, by device. */
export function linkLines(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const links = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of lines) {
    const [, device] = /^link (\S+)$/.exec(line) ?? [];
    if (device === undefined) {
      current.push(line);
      continue;
    }
    current = [];
    links.set(device, current);
  }
  return links;
}
