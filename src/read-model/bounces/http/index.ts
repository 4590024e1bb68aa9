export { VerdictDto } from './verdict.dto.js';
export { IsAddress } from './is-address.js';
export { BOUNCE_QUERIES, BouncesController } from './bounces.controller.js';
