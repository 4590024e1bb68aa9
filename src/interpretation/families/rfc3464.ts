import { addressOfField } from '../facts/addresses.js';
import { addressesOf } from '../facts/message-addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { parseReportFields } from '../facts/report-fields.js';
import type { ReportedAction, ReportedRecipient } from '../facts/reported-recipient.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { Explanations } from '../text/explanations.js';
import { remoteMtaIn } from '../text/mta-names.js';
import { tellsOfFinalFailure } from '../text/wording.js';
import { enhancedStatusCodeIn } from '../codes/enhanced-status-code.js';
import { smtpReplyCodeIn } from '../codes/smtp-reply-code.js';
import type { Evidence, Family, Reading } from './family.js';

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

/** Reads the fields of a mail's reports, wherever they stand in it; null where they name no recipient. */
export function readReports(mail: Mail, texts: readonly string[]): Reading | null {
  const reports = texts.map(parseReportFields);
  const groups = reports.flatMap(({ recipients: fields }) => fields);
  const explanations = new Explanations(mail, groups.map(namedRecipient));
  const recipients = groups.map((fields) => reportedRecipient(mail, fields, explanations));
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
  };
}

function namedRecipient(fields: HeaderFields): string | null {
  const final = addressOfField(fields.first('final-recipient'));
  const original = addressOfField(fields.first('original-recipient'));
  // Some servers state the name of a local mailbox as final; whoever it was sent to is then the recipient.
  return original !== null && !(final !== null && isInternetAddress(final)) ? original : final;
}

function isInternetAddress(address: string): boolean {
  return /@(?:\[.+\]|.+\..+)$/.test(address);
}

/** A file or a program, which servers state as the final recipient where they deliver to one. */
function isLocalDestination(recipient: string): boolean {
  return /^["']?[/|]/.test(recipient);
}

function ownerOf(destination: string, { headers }: Mail, explanations: Explanations): string {
  const owner = explanations.ownerOf(destination);
  if (owner !== null) return owner;
  const [stated, ...others] = addressesOf(headers.all('x-failed-recipients'));
  return stated !== undefined && others.length === 0 ? stated : destination;
}

function reportedRecipient(mail: Mail, fields: HeaderFields, explanations: Explanations): ReportedRecipient {
  const statedAction = fields.first('action');
  const statedStatus = fields.first('status');
  const named = namedRecipient(fields);
  const recipient = named === null || !isLocalDestination(named) ? named : ownerOf(named, mail, explanations);
  const code = fields.first('diagnostic-code')?.replace(/^\s*[a-z][a-z0-9_-]{0,30}\s*;\s*/i, '') ?? null;
  const diagnostic =
    code !== null && hasCode(code) ? explanations.withStage(recipient, code) : told(code, explanations.of(recipient));
  const action = actionOf(statedAction, statedStatus);
  return {
    recipient,
    originalRecipient: addressOfField(fields.first('original-recipient')),
    action: action === 'delayed' && isFinal(mail, diagnostic) ? 'failed' : action,
    statedAction,
    statedStatus,
    diagnostic,
    remoteMta: mtaName(fields.first('remote-mta')) ?? (diagnostic === null ? null : remoteMtaIn(diagnostic)),
    lastAttemptDate: fields.first('last-attempt-date'),
  };
}

/** What the field says in words, unless only the report's text quotes a reply: servers introduce what follows at length. */
function told(code: string | null, explanation: string | null): string | null {
  if (explanation === null) return code;
  return code !== null && IN_WORDS.test(code) && !hasCode(explanation) ? code : explanation;
}

const IN_WORDS = /\p{L}{2,}\P{L}+\p{L}{2,}/u;

function hasCode(text: string): boolean {
  return smtpReplyCodeIn(text) !== null || enhancedStatusCodeIn(text) !== null;
}

/** OpenSMTPD and nullmailer call the notice that they gave up `delayed`. */
function isFinal(mail: Mail, diagnostic: string | null): boolean {
  return /^returned mail/i.test(mail.headers.first('subject') ?? '') || tellsOfFinalFailure(diagnostic ?? '');
}

function actionOf(action: string | null, status: string | null): ReportedAction {
  const word = action?.toLowerCase() ?? '';
  if (word.startsWith('delayed')) return 'delayed';
  if (/^(?:deliver|relayed|expanded)/.test(word)) return 'delivered';
  return word === '' && status?.startsWith('2') ? 'delivered' : 'failed';
}
