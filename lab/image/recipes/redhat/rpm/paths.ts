/** Whether a path can stand in a spec file's %files, and is none of what no package of a Red Hat owns. Pure. */
export function usable(path: string): boolean {
  return (
    path.startsWith('/') &&
    !/[\s*?[\]{}"\\%]/.test(path) &&
    !/^\/(usr\/share\/(doc|man|locale|lintian|info|bug|doc-base|apport|vim)|etc\/(logcheck|ufw|apt|dpkg)|dev|proc|sys|tmp|run|var\/(lib\/dpkg|cache|lib\/apt))\//.test(
      path,
    )
  );
}

/** The same file's path where /bin, /sbin and /lib are links into /usr, as they are on these hosts. Pure. */
export function usrMerged(path: string): string {
  return /^\/(bin|sbin|lib|lib32|lib64|libx32)\//.test(path) ? `/usr${path}` : path;
}
