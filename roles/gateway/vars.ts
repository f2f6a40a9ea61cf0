import type { z } from 'zod';
import { oneOfEachFamily } from '../../src/cluster/model/own-addresses.ts';
import { segmentSchema } from '../../src/cluster/model/segment-vars.ts';
import { parseIp } from '../../src/core/address/ip.ts';

export const gateway = {
  /** The segment's router, which every node's default route goes through; or a list with its address of each family. */
  gateway: oneOfEachFamily('there is one gateway of a family', 'expected an IPv4 address such as 192.168.6.2'),
};

export const vars = segmentSchema(gateway);

export type GatewayVars = z.infer<typeof vars>;

/** A router, by its address of one family. */
export interface Gateway extends Pick<GatewayVars, 'interface'> {
  readonly gateway: string;
}

export const gatewaysIn = ({ gateway, interface: device }: GatewayVars): readonly Gateway[] =>
  [gateway].flat().map((one) => ({ gateway: one, interface: device }));

/** Of IPv6, hosts have their default route from routers, or where their network is set up: umctl asks for it and leaves it. */
export const isOwn = ({ gateway }: Pick<Gateway, 'gateway'>): boolean => parseIp(gateway)?.family === 6;
