import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as umctl from '../../../src/index.ts';
import { ROOT } from './examples.ts';

/** What version 1 exports. Whoever takes a name out, or gives one another meaning, raises `API` and says so in CHANGELOG.md. */
const VALUES = `API END InputError NOTES absent activeComplaint address addressOf alias answerTo aroundService arpSilence askActive
askRegister beside block capability check clusterPlaybook command debian defaultRoute defineBalancer definePlaybook
defineResource defineRole directory distributions drained drainedNote fail file fill firewall forgottenFiles ftpServer handOver
holdsVirtualAddress ipvs joinSh keepFunction keptAddresses kernelModule kernelModules kernelSettings link newestRegister observePath
onlyWhere openedBefore ownDaemon packages parsePath provider quote read registerFile reloadCommand replaceFile repositories resetByInstalling
script segment served service serviceDo sh startCommand stopCommand switchover sysctl syslog systemOf vaulted virtualAddress virtualAddresses
webServer withDistributions z`;
const TYPES = `AddressFact Answer AnsweringDirector AnyProvider AnyRole AskedNode Balanced Balancer BalancerDrill
Capability Change Check CheckResult ClusterOptions Column Command Context Distribution Fact FactValues Facts Fault
Finding HaDrill HaStack HaStatus Hook HookContext Host HostStatus Impact Link Member Mends Misfit Observed Opening Operation Output
PackageRepository Party Place Placed Platform Play Playbook PortNeed Position Probe Problem Provider RealEntry Refusal Relations Remark
Resource ResourceType Restorable Role Row SecretSource Seen SegmentVars ServiceSpec Sh Software Stack State StatusPart
Step System Target Timings Value VirtualAddress VirtualServer WantedService`;

const words = (text: string): readonly string[] => text.split(/\s+/);

/** Names in the lists of an `export`, types among them. */
function exportedTypes(): readonly string[] {
  const index = readFileSync(path.join(ROOT, 'src/index.ts'), 'utf8');
  return [...index.matchAll(/^export (type )?\{([^}]*)\}/gm)].flatMap(([, all, list = '']) =>
    list.split(',').flatMap((item) => {
      const [, type, name] = /^\s*(type )?(\w+)\s*$/.exec(item) ?? [];
      return name === undefined || (all ?? type) === undefined ? [] : [name];
    }),
  );
}

test('every name that version 1 exports is still there, and no other without being listed here', () => {
  expect(umctl.API).toBe(1);
  expect(Object.keys(umctl).sort()).toEqual([...words(VALUES)].sort());
  expect([...exportedTypes()].sort()).toEqual([...words(TYPES)].sort());
});

test('the page says which version that is', () => {
  expect(readFileSync(path.join(ROOT, 'docs/your-own.md'), 'utf8')).toContain(`\`API\` (now ${umctl.API})`);
});

test('the stack of the tests, from which the page has users start, is made of exported names alone', () => {
  const folder = path.join(ROOT, 'test/unit/cluster/toy');
  const page = readFileSync(path.join(ROOT, 'docs/your-own.md'), 'utf8');
  for (const file of ['flag.ts', 'balance.ts', 'status.ts', 'paths.ts']) {
    expect(page).toContain(`| \`${file}\` |`);
    const imported = [...readFileSync(path.join(folder, file), 'utf8').matchAll(/ from '(.*)';/g)].map(
      ([, from]) => from,
    );
    expect(imported.filter((from) => from !== '../../../../src/index.ts' && !from?.startsWith('./'))).toEqual([]);
  }
});
