import { join } from 'node:path';
import { writeMbox } from './mail-folders.js';
import { ACCOUNT, startPopServer, type PopServer } from './pop-server.js';

/** solid-pop3d on an mbox, as Debian configures it. */
export function startSolidPop3d(): Promise<PopServer> {
  return startPopServer({
    package: 'solid-pop3d',
    etc: {},
    command: ['/usr/sbin/solid-pop3d'],
    fill: (dir, mails) => {
      writeMbox(join(dir, 'mail', ACCOUNT.user), mails, ACCOUNT.uid);
    },
  });
}
