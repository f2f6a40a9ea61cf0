/** A link of another node as `cl_status hblinkstatus` sees it. */
export interface LinkStatus {
  readonly node: string;
  readonly link: string;
  /** `up`, `dead`, or what cl_status says when it cannot tell. */
  readonly status: string;
}

/** Reads lines of `NODE LINK STATUS`. */
export const parseLinks = (output: string): readonly LinkStatus[] =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [node = '', link = '', ...status] = line.split(' ');
      return { node, link, status: status.join(' ') || 'unknown' };
    });

/** What is wrong with the links that {@link parseLinks} reads. */
export function linksComplaint({ stdout }: { readonly stdout: string }): string | undefined {
  const dead = parseLinks(stdout).filter(({ status }) => status !== 'up');
  return dead.length === 0
    ? undefined
    : dead.map(({ node, link, status }) => `${link} to ${node}: ${status}`).join('; ');
}
