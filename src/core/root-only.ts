import type { Connect, Connection } from './connection.ts';
import { EXIT, HostError } from './errors.ts';
import { askWho } from './facts/uid.ts';
import type { ConnectionSettings } from './host.ts';

/** Who umctl is on a host; asked once, with the first questions, so that it costs no exchange. */
const WHO = { run: askWho };

/**
 * Has every command stop at a host where umctl is not root: what it may not see there it would take for absent.
 * Nothing is run on a host before it was asked.
 */
export function rootOnly(connect: Connect, become: (host: string) => ConnectionSettings['become']): Connect {
  const known = new Set<string>();
  return async (host) => {
    const connection = await connect(host);
    const ask: Connection['ask'] = async (questions) => {
      if (known.has(host)) return connection.ask(questions);
      const [who, ...answers] = await connection.ask([WHO, ...questions]);
      const [uid = '', name = ''] = (who?.stdout ?? '').split('\n');
      if (uid !== '0') throw notRoot(host, { uid, name, become: become(host) });
      known.add(host);
      return answers;
    };
    return {
      host,
      ask,
      get exchanges() {
        return connection.exchanges;
      },
      async run(commands, options) {
        if (!known.has(host) && commands.length > 0) await ask([]);
        return connection.run(commands, options);
      },
      close: () => connection.close(),
    };
  };
}

interface Who {
  readonly uid: string;
  readonly name: string;
  readonly become: ConnectionSettings['become'];
}

const notRoot = (host: string, { uid, name, become }: Who): HostError =>
  new HostError({
    host,
    exit: EXIT.unreachable,
    message: `${name === '' ? 'the login' : name} is uid ${uid} there, and umctl has to be root`,
    next:
      become === undefined
        ? `set ansible_become: true for ${host} in the inventory (sudo), or log in as root (ansible_user: root)`
        : `leave out ansible_become_user of ${host}, or set it to root`,
    reached: true,
  });
