/** Services on ranges of ports, on addresses of both families. */
export const RANGES = {
  virtual_address: undefined,
  virtual_addresses: [
    { name: 'four', address: '192.168.6.240/24' },
    { name: 'six', address: 'fd00:6::240/64' },
  ],
  virtual_services: [
    { name: 'passive', port: '5000-5100', check: { type: 'connect' }, persistent: 600 },
    { name: 'calls', port: '6000 - 6010', protocol: 'udp', check: { type: 'on' }, addresses: ['four'] },
    { name: 'web', port: 80, check: { type: 'connect' } },
  ],
} as const;
