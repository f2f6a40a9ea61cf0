import type { HaStatus, StatusPart } from '../../../src/cluster/ports/status.ts';
import { findings, MENDS } from './findings.ts';
import { peers, state } from './probes.ts';
import { keepalivedView, shownView } from './view.ts';

/** What `umctl status` asks, shows and finds of keepalived. */
export const status: HaStatus = {
  probes: [state, peers],
  fields: (answer) => ({ keepalived: keepalivedView(answer) }),
  columns: [
    {
      title: 'KEEPALIVED',
      cell(host) {
        const view = shownView(host);
        if (view === undefined) return '';
        const seen = view.peers.map(({ node, status: said }) => `${node} ${said}`).join(', ');
        return view.running ? `${view.state}, priority ${view.priority}, ${seen || 'sees nobody'}` : 'DOWN';
      },
    },
  ],
  findings,
  handsOver: (answer) => keepalivedView(answer).handsOver === true,
  sees: (answer) =>
    keepalivedView(answer).peers.flatMap(({ node, status: said }) => (said === 'answers' ? [node] : [])),
  // Its weights are another director's until it has taken over: see its findings.
  isReady: () => false,
  mends: MENDS,
};

/** The same program fills the table: what there is to say of it is said above. */
export const tableStatus: StatusPart = { probes: [], fields: () => ({}), columns: [], findings: () => [] };
