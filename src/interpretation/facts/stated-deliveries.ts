import type { DeliveryReading } from '../families/family.js';
import type { InterpretationLimits, RecipientReading } from '../interpretation.js';
import type { HeaderFields } from '../structure/header-fields.js';
import { deliveryFacts, type ReportContext } from './delivery-facts.js';
import { occurrenceOf } from './occurrence.js';

/**
 * The failed and delayed recipients of a reading, completed, each fact once: some servers repeat a group word for word.
 */
export function statedDeliveries(
  report: HeaderFields,
  reading: DeliveryReading,
  context: ReportContext,
  limits: InterpretationLimits,
): RecipientReading[] {
  const stated = new Map<string, RecipientReading>();
  for (const reported of reading.recipients.slice(0, limits.maxRecipients)) {
    if (reported.action === 'delivered') continue;
    const facts = deliveryFacts(reported, reported.action, context);
    // Nothing repeats the only one.
    const key = reading.recipients.length === 1 ? '' : JSON.stringify(facts);
    stated.set(key, { ...facts, occurred: occurrenceOf(report, facts) });
  }
  return [...stated.values()];
}
