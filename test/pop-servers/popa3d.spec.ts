import { startPopa3d } from '../support/popa3d.js';
import { describeServer, withFromQuoted } from './server-suite.js';

describeServer('popa3d', startPopa3d, {
  pipelining: false,
  secondSession: null,
  wrongPassword: null,
  presents: withFromQuoted,
});
