import { smtpStepIn } from '../../events/index.js';
import { addressOfField } from '../facts/addresses.js';
import { addressesOf } from '../facts/message-addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { parseReportFields } from '../facts/report-fields.js';
import type { ReportedAction, ReportedRecipient } from '../facts/reported-recipient.js';
import { hasReplyCode, statedRefusal } from '../facts/stated-refusal.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { Explanations } from '../text/explanations.js';
import { remoteMtaIn } from '../text/mta-names.js';
import { tellsOfGivingUp } from '../text/wording.js';
import type { Evidence, Family, Reading } from './family.js';
import { isLocalDestination, namedRecipients } from './unnamed-recipients.js';

const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];

/** Delivery status notifications: RFC 3464, and RFC 6533 for internationalised addresses. */
export const rfc3464: Family = {
  name: 'rfc3464',

  recognise(mail: Mail): Evidence | null {
    return mail.part(...STATUS_PARTS) === null ? null : 'certain';
  },

  read(mail: Mail): Reading | null {
    return readReports(
      mail,
      mail.parts(...STATUS_PARTS).map((part) => part.text()),
    );
  },
};

/**
 * Reads the fields of a mail's reports, wherever they stand in it; null where they name no recipient.
 * @param words - what the mail says besides
 */
export function readReports(mail: Mail, texts: readonly string[], words?: () => string): Reading | null {
  const reports = texts.map(parseReportFields);
  const groups = reports.flatMap(({ recipients: fields }) => fields);
  const named = namedRecipients(mail, groups);
  const explanations = new Explanations(mail, named, words);
  const stated = groups.map((fields, index) => reportedRecipient(mail, fields, named[index] ?? null, explanations));
  const isReturn = isReturned(mail) && !stated.some(({ action }) => action === 'failed');
  const recipients = stated.map((recipient, index) => {
    const isFinal = isReturn || tellsOfGivingUp(recipient.diagnostic ?? '');
    const isDelay = recipient.action === 'delayed' && !(isFinal && groups[index]?.has('will-retry-until') !== true);
    return recipient.action !== 'delayed' || isDelay ? recipient : { ...recipient, action: 'failed' as const };
  });
  const [report] = reports;
  if (report === undefined || recipients.length === 0) return null;
  if (recipients.every(({ diagnostic }) => tellsOfChallenge(diagnostic ?? ''))) {
    return { kind: 'challenge', reason: 'the recipient’s side asks the sender to prove to be a person' };
  }
  return {
    kind: 'delivery',
    recipients,
    reportingMta: mtaName(report.message.first('reporting-mta')),
    arrivalDate: report.message.first('arrival-date'),
    envelopeId: report.message.first('original-envelope-id'),
    originalMessageId: report.message.first('x-original-message-id'),
  };
}

function ownerOf(destination: string, { headers }: Mail, explanations: Explanations): string {
  const owner = explanations.ownerOf(destination);
  if (owner !== null) return owner;
  const [stated, ...others] = addressesOf(headers.all('x-failed-recipients'));
  return stated !== undefined && others.length === 0 ? stated : destination;
}

function reportedRecipient(
  mail: Mail,
  fields: HeaderFields,
  named: string | null,
  explanations: Explanations,
): ReportedRecipient {
  const statedAction = fields.first('action');
  const statedStatus = fields.first('status');
  const recipient = named === null || !isLocalDestination(named) ? named : ownerOf(named, mail, explanations);
  const stated = statedRefusal(fields);
  const isReply = stated !== null && hasReplyCode(stated);
  const diagnostic = isReply
    ? explanations.withStage(recipient, explanations.whole(stated))
    : clearest(stated, explanations.of(recipient));
  return {
    recipient,
    originalRecipient: addressOfField(fields.first('original-recipient')) ?? explanations.originOf(recipient),
    action: actionOf(statedAction, statedStatus),
    statedAction,
    statedStatus,
    diagnostic,
    remoteMta: mtaName(fields.first('remote-mta')) ?? (diagnostic === null ? null : remoteMtaIn(diagnostic)),
    lastAttemptDate: fields.first('last-attempt-date'),
    inReplyTo: smtpStepIn(diagnostic ?? '') ?? explanations.stepFor(recipient),
    recipientFrom: recipient === named ? 'field' : 'guess',
    diagnosticFrom: isReply || diagnostic === stated ? 'field' : 'words',
  };
}

/**
 * What the field says in words, unless only the report's text quotes a reply: servers introduce what follows at length.
 */
function clearest(stated: string | null, explanation: string | null): string | null {
  if (explanation === null) return stated;
  if (stated === null || hasReplyCode(explanation)) return explanation;
  const isRepeated = EXIT_STATUS.test(stated) && explanation.includes(stated.trim());
  return IN_WORDS.test(stated) || isRepeated ? stated : explanation;
}

const IN_WORDS = /\p{L}{2,}\P{L}+\p{L}{2,}/u;
/** Of a program for local delivery: where the words repeat it, it says more than what the program wrote. */
const EXIT_STATUS = /^\s*\d{1,3}\s*$/;

/** OpenSMTPD and nullmailer call the notice that they gave up `delayed`. */
function isReturned({ headers }: Mail): boolean {
  return /^returned mail/i.test(headers.first('subject') ?? '');
}

function actionOf(action: string | null, status: string | null): ReportedAction {
  const word = action?.toLowerCase() ?? '';
  if (word.startsWith('delayed')) return 'delayed';
  if (/^(?:deliver|relayed|expanded)/.test(word)) return 'delivered';
  return word === '' && status?.startsWith('2') ? 'delivered' : 'failed';
}
