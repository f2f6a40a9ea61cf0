import type { Software } from '../../src/core/software.ts';

export const software: Software = { id: 'ftp server', packages: { deb: ['vsftpd'], rpm: ['vsftpd'] } };
