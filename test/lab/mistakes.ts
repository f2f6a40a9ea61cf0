/** A way to get the lab's inventory wrong, and how umctl has to refuse it. */
export interface Mistake {
  readonly what: string;
  /** Text of the inventory, and what is put in its place. */
  readonly put: readonly [from: string, to: string];
  /** What stands where umctl has to point. */
  readonly at: string;
  readonly says: RegExp;
}

/** One of each kind: of YAML, of Ansible, of one variable, of variables together, of hosts together. */
export const mistakes: readonly Mistake[] = [
  {
    what: 'is not YAML',
    put: ['    interface: eth0', '    interface: [eth0'],
    at: '[eth0',
    says: /./,
  },
  {
    what: 'has a misspelt variable',
    put: ['virtual_address:', 'virtual_adress:'],
    at: 'virtual_adress',
    says: /did you mean "virtual_address"/,
  },
  {
    what: 'has a misspelt key',
    put: ['deadtime: 3', 'deadtme: 3'],
    at: 'deadtme',
    says: /unknown key "deadtme"; did you mean "deadtime"/,
  },
  { what: 'lacks a variable', put: ['    interface: eth0', '    motd: eth0'], at: 'n1:', says: /interface/ },
  {
    what: 'has a word for a number',
    put: ['        port: 80 #', '        port: eighty #'],
    at: 'eighty',
    says: /found "?eighty"?/,
  },
  { what: 'has a port that is none', put: ['port: 443', 'port: 66000'], at: '66000', says: /66000/ },
  {
    what: 'has a scheduler that is none',
    put: ['scheduler: wlc', 'scheduler: wcl'],
    at: 'wcl',
    says: /did you mean "wlc"/,
  },
  {
    what: 'has an address that is none',
    put: ['192.168.6.240/24', '192.168.6.300/24'],
    at: '192.168.6.300',
    says: /192\.168\.6\.300/,
  },
  {
    what: 'has a service twice',
    put: ['port: 443', 'port: 80'],
    at: '80\n        scheduler: wlc',
    says: /tcp port 80 is the service 'http' already/,
  },
  {
    what: 'has times in a wrong order',
    put: ['deadtime: 3', 'warntime: 5\n      deadtime: 3'],
    at: '5\n',
    says: /warntime.*expected a time between/,
  },
  {
    what: 'has a director for its gateway',
    put: ['gateway: 192.168.6.1', 'gateway: 192.168.6.3'],
    at: '192.168.6.3',
    says: /is the address of n2/,
  },
  {
    what: 'has two nodes with one address',
    put: ['address: 192.168.6.3', 'address: 192.168.6.2'],
    at: '192.168.6.2',
    says: /n1 and n2 have the same address/,
  },
  {
    what: 'has a node off the segment',
    put: ['address: 192.168.6.3', 'address: 10.0.0.3'],
    at: '10.0.0.3',
    says: /not on the segment/,
  },
  {
    what: 'has a key in plain sight',
    put: ['key: { generate: true }', 'key: secret'],
    at: 'secret',
    says: /heartbeat\.key/,
  },
  {
    what: 'has two virtual addresses',
    put: ['address: 192.168.6.3', 'address: 192.168.6.3\n          virtual_address: 192.168.6.241/24'],
    at: '192.168.6.241',
    says: /virtual_address: n2 differs from n1/,
  },
  {
    what: 'has a weight that is none on a real server that is no director',
    put: ['      hosts: {}', '      hosts: { n3: { ansible_host: 127.0.0.1, address: 192.168.6.4, weight: heavy } }'],
    at: 'heavy',
    says: /weight: found "heavy", expected a whole number from 0 to 65535/,
  },
  {
    what: 'has a port for ssh that is none',
    put: ['          ansible_port: ', '          ansible_port: x'],
    at: 'x',
    says: /ansible_port/,
  },
];

/** The wrong inventory, and the place umctl has to name: `LINE:COLUMN`. */
export function mistaken(inventory: string, { put: [from, to], at }: Mistake): { text: string; place: string } {
  const start = inventory.indexOf(from);
  if (start < 0) throw new Error(`the inventory has no ${from}`);
  const text = inventory.replace(from, () => to);
  const offset = text.indexOf(at, start);
  if (offset < 0) throw new Error(`the wrong inventory has no ${at}`);
  const before = text.slice(0, offset).split('\n');
  return { text, place: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}` };
}
