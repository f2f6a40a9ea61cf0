import { file } from '../../../resources/file.ts';
import { ftpServer } from '../../capabilities/ftp-server.ts';
import { type AnyProvider, provider } from '../../provider.ts';

interface Places {
  readonly config: string;
  readonly root: string;
}

/** vsftpd, which distributions have at places of their own; see vsftpd.conf(5). */
export const vsftpd = ({ config, root }: Places): AnyProvider =>
  provider({
    provides: ftpServer,
    want: (content, _, relations) => [file({ path: config, content }, relations)],
    answer: () => ({ service: 'vsftpd', root }),
  });
