import { join } from 'node:path';
import { writeMaildir } from './mail-folders.js';
import { ACCOUNT, startPopServer, type PopServer } from './pop-server.js';

const AUTHDAEMON = '/run/courier/authdaemon';

/** Courier's POP3 server on a Maildir, with its authentication daemon. */
export function startCourier(): Promise<PopServer> {
  return startPopServer({
    package: 'courier',
    etc: {
      'courier/authdaemonrc': `authmodulelist="authpam"\nauthmodulelistorig="authpam"\ndaemons=2\nauthdaemonvar=${AUTHDAEMON}\n`,
      'pam.d/pop3': 'auth required pam_unix.so\naccount required pam_unix.so\n',
    },
    before: `mkdir -p ${AUTHDAEMON} && /usr/lib/courier/courier-authlib/authdaemond &
while ! [ -S ${AUTHDAEMON}/socket ]; do sleep 0.05; done`,
    command: ['/usr/lib/courier/courier/courierpop3login', '/usr/lib/courier/courier/courierpop3d', 'Maildir'],
    fill: (dir, mails) => {
      writeMaildir(join(dir, 'home', 'Maildir'), mails, ACCOUNT.uid);
    },
  });
}
