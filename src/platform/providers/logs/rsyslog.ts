import type { Relations, Resource } from '../../../core/resource.ts';
import { sh } from '../../../core/sh.ts';
import type { Software } from '../../../core/software.ts';
import { command } from '../../../resources/command.ts';
import { directory } from '../../../resources/directory.ts';
import { file } from '../../../resources/file.ts';
import { rewriteBlock } from '../../../resources/shell/block.ts';
import { script } from '../../../resources/shell/script.ts';
import { syslog } from '../../capabilities/syslog.ts';
import { provider } from '../../provider.ts';

const CONF = '/etc/rsyslog.conf';
const FOLDER = '/etc/rsyslog.d';

const software: Software = { id: 'syslog', packages: { deb: ['rsyslog'], rpm: ['rsyslog'] } };

const rsyslogd = {
  provides: syslog,
  answer: () => ({
    service: 'rsyslog',
    software,
  }),
};

const ruleFile = (rules: string, relations: Relations): Resource =>
  file({ path: `${FOLDER}/60-umctl.conf`, content: rules }, relations);

/** rsyslog whose package includes a folder of files; see rsyslog.conf(5). */
export const rsyslog = provider({ ...rsyslogd, want: (rules, _, relations) => [ruleFile(rules, relations)] });

const included = sh`grep -qE ${`^[[:space:]]*\\$IncludeConfig[[:space:]]+${FOLDER}/`} ${CONF} 2>/dev/null`;

/** rsyslog 3 and 5 of EL 5, whose package has no such folder. */
export const rsyslogWithFolder = provider({
  ...rsyslogd,
  want: (rules, _, relations) => [
    directory({ path: FOLDER }),
    command({
      key: `rsyslog reads ${FOLDER}`,
      name: `have rsyslog read ${FOLDER}`,
      unless: included,
      run: script(
        sh`if ${included}; then exit 0; fi`,
        rewriteBlock(CONF, { name: 'folder', content: `$IncludeConfig ${FOLDER}/*.conf` }),
      ),
    }),
    ruleFile(rules, relations),
  ],
});
