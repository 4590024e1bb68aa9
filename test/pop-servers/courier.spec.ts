import { startCourier } from '../support/courier.js';
import { describeServer } from './server-suite.js';

describeServer('courier', startCourier, {
  pipelining: true,
  secondSession: null,
  wrongPassword: null,
  presents: (mail) => mail,
});
