import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import type { Settings } from '../config/index.js';

/**
 * Warns how far forged reports can be recognised. Without signed return addresses, only reports about registered sends
 * can be verified; about anything else, whoever can write to a mailbox can report anything.
 */
export function warnOfForgery({ correlation }: Settings, logger: Logger, registry: Registry): void {
  const isSigned = correlation.verp.secret !== undefined;
  new Gauge({
    name: 'bounce_ledger_return_addresses_signed',
    help: 'Whether signed return addresses are configured: 1 or 0; with 0 only reports about registered sends can be verified',
    registers: [registry],
  }).set(isSigned ? 1 : 0);
  if (isSigned) return;
  logger.warn(
    'correlation.verp.secret is not set: only reports about registered sends can be verified; about anything else, anybody ' +
      'who can write to a mailbox can report anything',
  );
}
