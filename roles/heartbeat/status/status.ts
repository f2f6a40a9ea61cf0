import type { HaStatus } from '../../../src/cluster/ports/status.ts';
import { answerTo } from '../../../src/cluster/status/probe.ts';
import { findings } from './findings.ts';
import { MENDS } from './mends.ts';
import { files, links, peers, resources } from './probes.ts';
import { heartbeatView, shownView } from './view.ts';

/** What `umctl status` asks, shows and finds of heartbeat. */
export const status: HaStatus = {
  probes: [resources, peers, links, files],
  fields: (answer) => ({ heartbeat: heartbeatView(answer) }),
  columns: [
    {
      title: 'HEARTBEAT',
      cell(host) {
        const view = shownView(host);
        if (view === undefined) return '';
        const seen = view.peers.map(({ node, status: state }) => `${node} ${state}`).join(', ');
        return view.running ? `up, sees ${seen || 'nobody'}` : 'DOWN';
      },
    },
    {
      title: 'LINKS',
      cell: (host) => (shownView(host)?.links ?? []).map(({ link, status: state }) => `${link} ${state}`).join(', '),
    },
  ],
  findings,
  // What heartbeat says of itself does not count: it says `transition` for ever where it is alone, and in a split.
  handsOver: (answer) => heartbeatView(answer).handsOver === true,
  sees: (answer) =>
    heartbeatView(answer).peers.flatMap(({ node, status: state }) => (state === 'active' ? [node] : [])),
  isReady: ({ said }) => answerTo(said, files)?.passesByLvsDirector === true,
  mends: MENDS,
};
