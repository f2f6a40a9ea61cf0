import { type Sh, sh } from '../../../core/sh.ts';
import { type InitSystem, MASKED } from '../../../resources/service.ts';
import type { Links } from './links.ts';
import { askRunLevels, parseRunLevels, SCRIPT_STARTS } from './run-levels.ts';
import { stopsBy } from './stops.ts';

/** What the run-level links of an init script count beside a unit of the same name, which is what systemd starts. */
type ScriptBesideUnit =
  /** Both are to say the same: `systemctl enable` keeps them in step (systemd-sysv-install), others do not always. */
  | 'agrees'
  /** Nothing: it is left over, and nobody looks at it. */
  | 'idle';

export interface SystemdOptions {
  readonly scripts: ScriptBesideUnit;
  /** How the links of a service that has no unit are set; default: systemctl's own way (systemd-sysv-install). */
  readonly links?: Links;
}

/**
 * systemctl would have its manager read all units again, and once more for each tool that it calls for the links of init
 * scripts: seconds on a small host. Told that the manager is elsewhere (SYSTEMD_OFFLINE, systemd 239), it changes files
 * only, and the manager reads them once.
 */
const bySystemctl = (verb: 'enable' | 'disable'): Sh => sh`(umask 022; SYSTEMD_OFFLINE=1 systemctl -q ${verb} "$unit")
systemctl daemon-reload`;

const BY_SYSTEMCTL: Links = { enable: bySystemctl('enable'), disable: bySystemctl('disable') };

/** systemd, which runs init scripts too: where there is no unit of that name, the links decide. */
export const systemd = ({ scripts, links = BY_SYSTEMCTL }: SystemdOptions): InitSystem => ({
  probe: ({ name }) => sh`systemctl show -p LoadState -p ActiveState -p UnitFileState ${`${name}.service`}
${askRunLevels(name)}`,

  parse(lines) {
    const property = (key: string): string =>
      lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1) ?? '';
    if (['', 'not-found'].includes(property('LoadState'))) return {};
    const state = UNIT_FILE[property('UnitFileState')] ?? property('UnitFileState');
    const unit = state === 'generated' ? undefined : state;
    const levels = parseRunLevels(lines, links);
    return {
      enabled: scripts === 'idle' && unit !== undefined ? unit : agree(unit, levels),
      running: running(property('ActiveState')),
    };
  },

  functions: ({ name, daemon }) => sh`name=${name} unit=${`${name}.service`}
has_unit() { case $(systemctl show -p FragmentPath "$unit") in FragmentPath= | */generator*) return 1 ;; esac; }
is_running() { systemctl -q is-active "$unit"; }
ready() {
  [ "$(systemctl show -p LoadState "$unit")" != LoadState=masked ] || systemctl -q unmask "$unit"
  [ "$(systemctl show -p LoadState "$unit")" != LoadState=masked ] || systemctl -q --runtime unmask "$unit"
  case $(systemctl show -p NeedDaemonReload "$unit") in *=yes) systemctl daemon-reload ;; esac
  systemctl reset-failed "$unit" 2>/dev/null || :
}
explain() {
  journalctl --sync 2>/dev/null || :
  journalctl -u "$unit" -n 10 -o cat --no-pager || systemctl status --no-pager "$unit" || :
}
attempt() { systemctl "$1" "$unit" || { explain >&2; fail "systemctl $1 $unit failed; the last it said is above"; }; }
${scripts === 'agrees' ? SCRIPT_STARTS : sh`script_starts() { :; }`}
is_enabled() { [ "$(systemctl show -p UnitFileState "$unit")" = UnitFileState=enabled ] && script_starts; }
enable() {
  ready
  if is_enabled; then :
  elif has_unit; then ${BY_SYSTEMCTL.enable}
  else ${links.enable}; fi
}
disable() { if has_unit; then ${BY_SYSTEMCTL.disable}; else ${links.disable}; fi; }
start() { ready; attempt start; }
${stopsBy(daemon)}
stop() { stops_by systemctl stop "$unit"; }
reload() { ready; attempt reload-or-restart; }
restart() { ready; attempt restart; }`,
});

/**
 * systemctl(1), is-enabled. A static unit starts only when another wants it; a generated one is an init script, which
 * systemd before 230 calls bad.
 */
const UNIT_FILE: Readonly<Record<string, boolean | string>> = {
  enabled: true,
  disabled: false,
  masked: MASKED,
  static: false,
  generated: 'generated',
  bad: 'generated',
  '': 'generated',
};

const running = (activeState: string): boolean | string =>
  activeState === 'active' || activeState === 'reloading'
    ? true
    : activeState === 'inactive' || activeState === 'failed'
      ? false
      : activeState;

/** Enabled, or disabled, is what unit and links both are; anything between is told as it is. */
function agree(unit: boolean | string | undefined, levels: boolean | string | undefined): boolean | string | undefined {
  if (unit === undefined || levels === undefined || unit === levels) return unit ?? levels;
  if (unit === MASKED && levels === false) return unit;
  return `${show(unit)} as a unit, ${show(levels)} by its init script`;
}

const show = (enabled: boolean | string): string =>
  enabled === true ? 'enabled' : enabled === false ? 'disabled' : enabled;
