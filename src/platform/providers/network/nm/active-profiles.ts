import { type Fact, linesIn } from '../../../../core/fact.ts';
import { tidy } from '../../../../core/tidy.ts';
import { askNetworkManager } from './ask.ts';

interface ActiveProfile {
  readonly device: string;
  readonly file: string;
}

/** Where NetworkManager keeps the profiles that are active: a keyfile, an ifcfg file, or one in /run that it made itself. */
export const activeProfiles: Fact<readonly ActiveProfile[]> = {
  id: 'profiles',
  ask: tidy(askNetworkManager('DEVICE,FILENAME', 'con', 'show', '--active')),
  // Lines `DEVICE:FILE`, colons within as `\:`; see nmcli(1), --terse.
  parse: (output) =>
    linesIn(output).flatMap((line) => {
      const [, device, file] = /^([^:]+):(\/.+)$/.exec(line) ?? [];
      return device === undefined || file === undefined ? [] : [{ device, file: file.replaceAll('\\:', ':') }];
    }),
  before: 'selinux',
  show: (profiles) =>
    profiles.length === 0
      ? []
      : [{ name: 'profile', values: profiles.map(({ device, file }) => `${file} for ${device}`) }],
};
