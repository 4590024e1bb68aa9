import { join } from 'node:path';
import { writeMbox } from './mail-folders.js';
import { ACCOUNT, startPopServer, type PopServer } from './pop-server.js';

/** popa3d on an mbox, as Debian builds it. */
export function startPopa3d(): Promise<PopServer> {
  return startPopServer({
    package: 'popa3d',
    etc: {},
    command: ['/usr/sbin/popa3d'],
    fill: (dir, mails) => {
      writeMbox(join(dir, 'mail', ACCOUNT.user), mails, ACCOUNT.uid);
    },
  });
}
