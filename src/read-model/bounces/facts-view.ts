import type { DeliveryFacts, Occurrence } from '../../events/index.js';
import type { FactsView } from './bounce-views.js';

/** What an event says of one recipient's delivery, as answers and notices tell it. */
export function factsView(facts: DeliveryFacts & Occurrence): FactsView {
  return {
    recipient: facts.recipient,
    originalRecipient: facts.originalRecipient,
    action: facts.action,
    status: facts.status,
    statedStatus: facts.statedStatus,
    smtpCode: facts.smtpCode,
    permanence: facts.permanence,
    diagnostic: facts.diagnostic,
    reportingMta: facts.reportingMta,
    remoteMta: facts.remoteMta,
    occurredAt: facts.occurredAt,
    originalMessageId: facts.originalMessageId,
  };
}
