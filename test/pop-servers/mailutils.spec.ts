import { startMailutils } from '../support/mailutils.js';
import { describeServer } from './server-suite.js';

describeServer('mailutils', startMailutils, {
  pipelining: true,
  secondSession: 'IN-USE',
  wrongPassword: 'AUTH',
  // It adds a field with an id of its own.
  presents: null,
});
