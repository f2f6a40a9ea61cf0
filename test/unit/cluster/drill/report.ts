import { setTimeout as delay } from 'node:timers/promises';
import { stopHeartbeat } from '../../../../roles/heartbeat/faults/stop-heartbeat.ts';
import type { DrillEvent, DrillReport } from '../../../../src/cluster/drill/report.ts';
import { reportOf } from '../../../../src/cluster/drill/report-of.ts';
import { startLoad } from '../../../../src/load/load.ts';
import { loadSettings } from '../../../../src/load/settings.ts';
import { within } from '../../engine/guard-node.ts';
import { badServer } from '../../load/server.ts';

const nodes = ['n1', 'n2', 'n3'].map((name, i) => ({
  name,
  address: `192.168.6.${i + 2}`,
  isDirector: i < 2,
  interface: 'eth0',
}));

/** The report of a drill whose load was real, against a server that was taken away for a second. */
export async function realReport(given: Partial<DrillReport['fault']> = {}): Promise<DrillReport> {
  const server = await badServer();
  const keepAlive = { connections: 3, every: 100, patience: 2000 };
  const load = startLoad(loadSettings({ url: server.url, rate: 40, keepAlive }));
  await delay(1500);
  const faultAt = load.now();
  await server.close();
  await delay(1000);
  await server.open();
  const opened = load.now();
  await within(60, 'ten requests in a row that are served again', async () => {
    const last = load.requests.filter(({ kind, at }) => kind === 'new' && at > opened).slice(-10);
    return last.length === 10 && last.every(({ failure }) => failure === undefined);
  });
  const result = await load.stop();
  await server.close();
  // Judged by the limits of the inventory alone.
  const fault = { ...stopHeartbeat, limits: () => ({}) };
  const target = {
    node: { ...nodes[0], name: 'n1', address: '', isDirector: true, interface: 'eth0' },
    port: 80,
    cutSeconds: 30,
  };
  const event = (at: number, kind: DrillEvent['kind'], message: string, host?: string): DrillEvent => ({
    at,
    kind,
    message,
    ...(host === undefined ? {} : { host }),
  });
  const cluster = {
    addresses: ['192.168.6.240'],
    virtualAddress: '192.168.6.240',
    groups: [['192.168.6.240']],
    nodes,
    deadtime: 3,
    checkSeconds: 11,
    pages: [{ address: '192.168.6.240', url: server.url }],
    names: [{ address: '192.168.6.240' }],
    drill: { slow_after: 0.25, recovery: 60, failed: 0 },
  };
  const versions = { n1: 'Debian GNU/Linux 12 (bookworm), Linux 7.2.7', n2: '' };
  const report = reportOf(
    {
      cluster,
      fault,
      target,
      active: 'n1',
      asked: { urls: [server.url], port: 80, unasked: [] },
      what: fault.describe(target, ''),
      versions,
    },
    {
      fault: 'stop-heartbeat',
      times: { baseline: 1, calm: 1, within: 10 },
      load: { rate: 40, timeout: 1, keepAlive },
      cutSeconds: 30,
      allowCrash: false,
    },
    {
      result,
      faultAt,
      umctl: '0.1.0',
      typed: 'umctl drill inventory.yaml --fault stop-heartbeat',
      activeAfter: ['n2'],
      events: [
        event(0, 'load', 'load begins'),
        event(faultAt, 'fault', 'the fault strikes n1'),
        event(faultAt + 300, 'duty', 'n1 does not have the virtual address', 'n1'),
        event(faultAt + 700, 'duty', 'n2 has the virtual address', 'n2'),
        event(faultAt + 1400, 'recovered', 'calm again'),
        event(faultAt + 1450, 'undo', 'undoing the fault on n1'),
      ],
    },
  );
  return { ...report, fault: { ...report.fault, ...given } };
}
