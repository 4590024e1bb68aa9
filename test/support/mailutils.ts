import { join } from 'node:path';
import { writeMbox } from './mail-folders.js';
import { ACCOUNT, startPopServer, type PopServer } from './pop-server.js';

/** GNU mailutils' pop3d on an mbox. */
export function startMailutils(): Promise<PopServer> {
  return startPopServer({
    package: 'mailutils',
    etc: {
      'pam.d/mu-pop3d': 'auth required pam_unix.so\naccount required pam_unix.so\n',
      'mailutils.conf': 'logging { syslog no; };\n',
    },
    command: ['/usr/sbin/pop3d', '--inetd'],
    fill: (dir, mails) => {
      writeMbox(join(dir, 'mail', ACCOUNT.user), mails, ACCOUNT.uid);
    },
  });
}
