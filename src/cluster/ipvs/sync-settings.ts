/**
 * What directors tell each other of connections, and how often: once when one is established, twice more in case that was
 * lost, and again while it lives. A connection whose real server is gone ends at once, and a client that uses a port again gets a
 * real server anew once its connection before has ended, of which a director sees the client's side alone (2). See
 * ipvs-sysctl.rst of the kernel.
 */
export const SYNC_SETTINGS = {
  'net.ipv4.vs.sync_threshold': '0 0',
  'net.ipv4.vs.sync_refresh_period': 10,
  'net.ipv4.vs.sync_retries': 2,
  'net.ipv4.vs.expire_nodest_conn': 1,
  'net.ipv4.vs.conn_reuse_mode': 2,
};
