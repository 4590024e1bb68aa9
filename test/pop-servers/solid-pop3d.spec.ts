import { startSolidPop3d } from '../support/solid-pop3d.js';
import { describeServer, withFromQuoted } from './server-suite.js';

describeServer('solid-pop3d', startSolidPop3d, {
  pipelining: false,
  secondSession: null,
  wrongPassword: null,
  // With the empty line that ends a mail in an mbox.
  presents: (mail) => Buffer.concat([withFromQuoted(mail), Buffer.from('\r\n')]),
});
