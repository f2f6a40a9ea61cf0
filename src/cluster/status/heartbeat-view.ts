import { parseLinks } from '../../../roles/heartbeat/cl-status.ts';
import { HANDS_OVER } from './ask.ts';
import type { HeartbeatView } from './shape.ts';

/** What cl_status(1) has said of a director. */
interface Said {
  readonly running: boolean;
  readonly resources: string;
  readonly peers: string;
  readonly links: string;
}

/** A heartbeat that does not run sees nobody. */
export function heartbeatView({ running, resources, peers, links }: Said): HeartbeatView {
  if (!running) return { running, resources: 'none', peers: [], links: [] };
  const seen = peers.split('\n').flatMap((line) => {
    const [node = '', ...status] = line.trim().split(' ');
    return node === '' ? [] : [{ node, status: status.join(' ') || 'unknown' }];
  });
  const said = resources.split('\n').filter((line) => line !== '');
  const handsOver = said.includes(HANDS_OVER);
  const has = said.find((line) => line !== HANDS_OVER) ?? 'unknown';
  return { running, resources: has, ...(handsOver ? { handsOver } : {}), peers: seen, links: parseLinks(links) };
}
