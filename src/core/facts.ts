import type { AddressFact } from './addresses.ts';
import type { Fact, FactValues } from './fact.ts';
import { addresses } from './facts/addresses.ts';
import { boot } from './facts/boot.ts';
import { defaultRoutes } from './facts/default-routes.ts';
import { init } from './facts/init.ts';
import { interfaces } from './facts/interfaces.ts';
import { kernel } from './facts/kernel.ts';
import { machine } from './facts/machine.ts';
import { nodeName } from './facts/node-name.ts';
import { os } from './facts/os-release.ts';
import { redhatRelease } from './facts/redhat-release.ts';
import { selinux } from './facts/selinux.ts';
import { uid } from './facts/uid.ts';

export type { AddressFact };

/** What every host is asked, by id; small questions that any Linux since 2.6.18 understands. */
export const baseFacts = {
  nodeName,
  kernel,
  machine,
  uid,
  boot,
  os,
  redhatRelease,
  init,
  selinux,
  interfaces,
  addresses,
  defaultRoutes,
};

type Values = { readonly [Id in keyof typeof baseFacts]: (typeof baseFacts)[Id] extends Fact<infer T> ? T : never };

/** Those that a host may leave unsaid. */
type Unsaid = { [Id in keyof Values]: undefined extends Values[Id] ? Id : never }[keyof Values];

/** What a host is: asked once, at the start of a run. Values of facts that not every host is asked for are had by `read`. */
export interface Facts extends FactValues, Omit<Values, Unsaid>, Partial<Pick<Values, Unsaid>> {}
