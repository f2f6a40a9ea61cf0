/** How apt-get(8) installs for umctl. */
export const INSTALL: readonly string[] = [
  // Nothing is removed for the sake of what is installed: the plan does not say so.
  ...['-y', '-q', '--no-install-recommends', '--no-remove'],
  // The admin's own version of a configuration file stays; umctl writes what it wants by itself.
  ...['-o', 'Dpkg::Options::=--force-confdef', '-o', 'Dpkg::Options::=--force-confold'],
  // No terminal of dpkg's own, and what it says without the lines that it draws over.
  ...['-o', 'Dpkg::Use-Pty=0'],
  // Seconds to wait for another apt that has begun since umctl looked.
  ...['-o', 'DPkg::Lock::Timeout=60'],
];
