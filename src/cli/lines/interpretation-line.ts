import type { Classifier } from '../../classification/index.js';
import { encodeJson } from '../../events/index.js';
import { interpret, type Interpretation, type InterpretationOptions } from '../../interpretation/index.js';
import { mailIdOf } from '../../ledger/index.js';
import type { MailFile } from '../mail-files/index.js';

/** One line of `interpret --json`: what a mail says, and its verdicts under a ruleset. */
export function interpretationLine(
  { file, bytes }: MailFile,
  classifier: Classifier,
  options: InterpretationOptions,
): string {
  const interpretation = interpret(bytes, options);
  return encodeJson({ file, mailId: mailIdOf(bytes), ...summary(interpretation, classifier) });
}

function summary(interpretation: Interpretation, classifier: Classifier): Record<string, unknown> {
  const { kind, originalMessageId, reportingMta, family, keys, complaints } = interpretation;
  const recipients = interpretation.recipients.map((facts) => {
    const { type, reason, fault, rule, matched } = classifier.classify({
      ...facts,
      occurredAt: facts.occurred?.at ?? null,
    });
    return {
      address: facts.recipient,
      originalRecipient: facts.originalRecipient,
      action: facts.action,
      statedAction: facts.statedAction,
      status: facts.status,
      statedStatus: facts.statedStatus,
      smtpCode: facts.smtpCode,
      permanence: facts.permanence,
      diagnostic: facts.diagnostic,
      remoteMta: facts.remoteMta,
      type,
      reason,
      fault,
      rule,
      matched,
      ...(facts.forwarded === true ? { forwarded: true } : {}),
    };
  });
  const complainers = complaints.map(({ recipient, feedbackType }) => {
    return { address: recipient, action: null, type: null, reason: null, feedbackType };
  });
  return { kind, originalMessageId, reportingMta, family, keys, recipients: [...recipients, ...complainers] };
}
