const check = { type: 'connect' };

/** `count` virtual addresses: each with a service of its own and one that stands on all, the first with one that it alone has. */
export const several = (count: number) => ({
  virtual_address: undefined,
  virtual_addresses: Array.from({ length: count }, (_, i) => ({
    name: `site${i + 1}`,
    address: `192.168.6.${100 + i}/24`,
    virtual_services: [{ name: 'http', port: 80, check, scheduler: 'rr' }],
  })),
  virtual_services: [
    { name: 'https', port: 443, check },
    { name: 'mail', port: 25, check, addresses: ['site1'] },
  ],
});

/** What stands in the kernel's table with them. */
export const tableOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => {
    const address = `192.168.6.${100 + i}`;
    return [`${address}:80`, `${address}:443`, ...(i === 0 ? [`${address}:25`] : [])];
  }).flat();
