export { BouncesModule } from './bounces.module.js';
export { VerdictDto } from './verdict.dto.js';
export { IsAddress } from './is-address.js';
