/** One RPM to be made, its files already laid out in a tree. */
export interface RpmPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly summary: string;
  readonly noarch: boolean;
  readonly requires: readonly string[];
  /** What other packages may require of it besides its name: `system-release`, `/bin/sh`, `ldirectord = 4`. */
  readonly provides: readonly string[];
  /** Lines of the spec file's %files, with what marks there are: `%config(noreplace) "/etc/logd.cf"`. */
  readonly files: readonly string[];
  /** Shell text of scriptlets, by their names in a spec file. */
  readonly scriptlets: Readonly<Partial<Record<Scriptlet, string>>>;
}

export type Scriptlet = 'pre' | 'post' | 'preun' | 'postun';

/** Version and release of an RPM from a Debian version: `1:3.0.6-13+b1` → 3.0.6 and 13+b1.el9. Pure. */
export function rpmVersion(debian: string, dist: string): { readonly version: string; readonly release: string } {
  const { upstream = '', revision = '1' } =
    /^(?:\d+:)?(?<upstream>.*?)(?:-(?<revision>[^-]*))?$/.exec(debian)?.groups ?? {};
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9.+~^]/g, '.');
  return { version: plain(upstream), release: `${plain(revision)}.${dist}` };
}
