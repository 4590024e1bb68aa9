import { addressOfField } from '../facts/addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { parseReportFields, type ReportFields } from '../facts/report-fields.js';
import type { ReportedAction, ReportedRecipient } from '../facts/reported-recipient.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import { tellsOfChallenge } from '../text/challenge-wording.js';
import { remoteMtaIn } from '../text/mta-names.js';
import { ReportText } from '../text/report-text.js';
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
  const explain = explainer(mail, reports);
  const recipients = reports.flatMap((report) =>
    report.recipients.map((fields) => reportedRecipient(mail, fields, explain)),
  );
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

type Explain = (address: string | null) => string | null;

/** Finds what the mail says to people about a recipient; asked only where the fields do not say it. */
function explainer(mail: Mail, reports: readonly ReportFields[]): Explain {
  let named: (string | null)[] | undefined;
  let text: ReportText | undefined;
  let told: number[] | undefined;
  return (address) => {
    const words = (text ??= new ReportText(mail.ownWords));
    named ??= reports.flatMap(({ recipients }) => recipients.map(namedRecipient));
    told ??= named
      .flatMap((other) => (other === null ? [] : (words.entryFor(other)?.line ?? [])))
      .sort((a, b) => a - b);
    const entry = address === null ? null : words.entryFor(address);
    if (entry !== null) return words.reasonFor(entry, told);
    return named.length === 1 ? words.refusal() : null;
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

function reportedRecipient(mail: Mail, fields: HeaderFields, explain: Explain): ReportedRecipient {
  const statedAction = fields.first('action');
  const statedStatus = fields.first('status');
  const recipient = namedRecipient(fields);
  const code = fields.first('diagnostic-code')?.replace(/^\s*[a-z][a-z0-9-]{0,30}\s*;\s*/i, '') ?? null;
  const diagnostic = code !== null && hasCode(code) ? code : (explain(recipient) ?? code);
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
