export { Intake, type IntakeResult } from './intake.js';
export { openLedger, WrongLedgerSecretError, type Ledger } from './open-ledger.js';
export { LedgerKeys } from './keys.js';
export { readOrMakeSecret, SecretFileError } from './secret-file.js';
export { newEvent, type Clock, type EventContext } from './new-event.js';
export { normaliseAddress, normaliseRecipient } from './identity/normalise-address.js';
export { mailIdOf } from './identity/canonical-form.js';
export { PROJECTED_PREFIXES, streams } from './streams.js';
