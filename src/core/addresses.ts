/** An address as ip-address(8) shows it. */
export interface AddressFact {
  readonly device: string;
  readonly label: string;
  readonly address: string;
  readonly prefix: number;
}

/** Reads `ip -4 -o addr show`: one line an address, `N: DEVICE inet ADDRESS/PREFIX … scope SCOPE [FLAG…] LABEL\ …`. */
export const parseAddresses = (stdout: string): readonly AddressFact[] =>
  stdout.split('\n').flatMap((line) => {
    const [, device, address, prefix, rest = ''] =
      /^\d+:\s+(\S+?)(?:@\S+)?\s+inet (\d+(?:\.\d+){3})(?: peer [^/\s]+)?(?:\/(\d+))?(.*)$/.exec(line) ?? [];
    if (device === undefined || address === undefined) return [];
    const label = rest.split('\\')[0]?.trim().split(/\s+/).at(-1) || device;
    return [{ device, label, address, prefix: Number(prefix ?? 32) }];
  });
