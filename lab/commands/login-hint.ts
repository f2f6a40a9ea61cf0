const DEFAULT_LAB = 'default';

/** How to log in to a host of a lab, in the words of this program and of ssh. Pure. */
export function loginHint(lab: string, sshConfig: string): string {
  const which = lab === DEFAULT_LAB ? '' : `--lab ${lab} `;
  return `log in: npm run lab -- ssh ${which}n1, or: ssh -F ${sshConfig} n1`;
}
