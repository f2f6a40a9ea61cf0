import { type InitSystem, service as serviceOf } from '../../../resources/service.ts';
import { service } from '../../capabilities/service.ts';
import { type AnyProvider, provider } from '../../provider.ts';

interface Options {
  readonly init: InitSystem;
  /** Who may run the scripts. */
  readonly needs: readonly string[];
  /** What is said of an init system that umctl does not know. */
  readonly unknown: string;
}

/** Services as the init scripts of System V have them, which know how to reload what they start. */
export const byInitScripts = ({ init, needs, unknown }: Options): readonly AnyProvider[] => [
  provider({
    provides: service,
    fits: (facts) => facts.init === 'sysvinit' || { needs, here: unknown },
    want: (spec, _, relations) => [serviceOf({ ...spec, init }, relations)],
  }),
];
