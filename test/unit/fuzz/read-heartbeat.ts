const TIME = /^\d+(ms)?$/;
const INTERFACE = /^[\w.@+-]{1,15}$/;
const IPV4 = /^(\d{1,3}\.){3}\d{1,3}$/;
const NUMBER = /^\d+$/;

/** The words that may stand behind each directive of ha.cf(5) that umctl writes. */
const DIRECTIVES: Readonly<Record<string, readonly RegExp[]>> = {
  ...{ logfacility: [/^(daemon|user|local[0-7])$/], debug: [NUMBER], udpport: [NUMBER], baud: [NUMBER] },
  ...{ keepalive: [TIME], warntime: [TIME], deadtime: [TIME], initdead: [TIME], deadping: [TIME] },
  ...{ ucast: [INTERFACE, IPV4], bcast: [INTERFACE], serial: [/^\/dev\/[\w/.-]+$/] },
  ...{
    mcast: [INTERFACE, IPV4, NUMBER, NUMBER, /^0$/],
    auto_failback: [/^(on|off)$/],
    watchdog: [/^\/dev\/watchdog$/],
  },
  ...{ node: [/^[^\s#]+$/], ping: [IPV4], respawn: [/^hacluster$/, /^\/[\w/-]+$/] },
};

/** The directives of an ha.cf with their words. @throws for any line that ha.cf(5) does not have so */
export function readHaCf(content: string): readonly (readonly string[])[] {
  return lines(content).map((line) => {
    const [directive = '', ...words] = line.split(' ');
    const wanted = DIRECTIVES[directive];
    if (wanted?.length !== words.length || !wanted.every((pattern, i) => pattern.test(words[i] ?? '')))
      throw new Error(`not understood: ${JSON.stringify(line)}`);
    return [directive, ...words];
  });
}

/** What a director has by preference: with `classic`, ldirectord and the address; without a gap, LVSDirector with both addresses. */
const DUTIES = [
  /^([^\s#]+) ldirectord::ldirectord\.cf((?: IPaddr2::[\d.]+\/\d+\/[\w.@+-]+\/[\d.]+)+)$/,
  /^([^\s#]+) LVSDirector::((?:[\d.]+\/\d+\/[\w.@+-]+,?)+)::[\d.]+::[\d.]+$/,
];

/** The one line of haresources: who has what by preference. @throws for any other */
export function readHaresources(content: string): {
  readonly node: string;
  readonly addresses: readonly string[];
} {
  const [line = '', ...more] = lines(content);
  const [, node, duties] = DUTIES.map((duty) => duty.exec(line)).find((found) => found !== null) ?? [];
  if (node === undefined || duties === undefined || more.length > 0) throw new Error(`not understood: ${content}`);
  return { node, addresses: duties.match(/[\d.]+\/\d+(?=\/)/g) ?? [] };
}

/** What signs heartbeats. @throws for anything but one key */
export function readAuthkeys(content: string): string {
  const [auth, key = '', ...more] = lines(content);
  const [, secret] = /^1 sha1 (\S(?:.*\S)?)$/.exec(key) ?? [];
  if (auth !== 'auth 1' || secret === undefined || more.length > 0) throw new Error(`not understood: ${content}`);
  return secret;
}

function lines(content: string): readonly string[] {
  if (!content.endsWith('\n')) throw new Error('no newline at the end');
  return content
    .slice(0, -1)
    .split('\n')
    .filter((line) => !line.startsWith('#'));
}
