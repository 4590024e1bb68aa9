import { addressOfField } from '../facts/addresses.js';
import { mtaName } from '../facts/mta-name.js';
import { parseReportFields } from '../facts/report-fields.js';
import type { ReportedAction, ReportedRecipient } from '../facts/reported-recipient.js';
import type { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const STATUS_PARTS = ['message/delivery-status', 'message/global-delivery-status'];

/** Delivery status notifications: RFC 3464, and RFC 6533 for internationalised addresses. */
export const rfc3464: Family = {
  name: 'rfc3464',

  recognise(mail: Mail): Evidence | null {
    if (mail.part(...STATUS_PARTS) !== null) return 'certain';
    return mail.root.reportType === 'delivery-status' ? 'possible' : null;
  },

  read(mail: Mail): Reading | null {
    const reports = mail.parts(...STATUS_PARTS).map((part) => parseReportFields(part.text()));
    const recipients = reports.flatMap((report) => report.recipients.map(reportedRecipient));
    const [report] = reports;
    if (report === undefined || recipients.length === 0) return null;
    return {
      kind: 'delivery',
      recipients,
      reportingMta: mtaName(report.message.first('reporting-mta')),
      arrivalDate: report.message.first('arrival-date'),
      envelopeId: report.message.first('original-envelope-id'),
    };
  },
};

function reportedRecipient(fields: HeaderFields): ReportedRecipient {
  const statedAction = fields.first('action');
  const statedStatus = fields.first('status');
  return {
    recipient: addressOfField(fields.first('final-recipient')) ?? addressOfField(fields.first('original-recipient')),
    originalRecipient: addressOfField(fields.first('original-recipient')),
    action: actionOf(statedAction, statedStatus),
    statedAction,
    statedStatus,
    diagnostic: diagnosticOf(fields),
    remoteMta: mtaName(fields.first('remote-mta')),
    lastAttemptDate: fields.first('last-attempt-date'),
  };
}

function diagnosticOf(fields: HeaderFields): string | null {
  return fields.first('diagnostic-code')?.replace(/^\s*[a-z][a-z0-9-]{0,30}\s*;\s*/i, '') ?? null;
}

function actionOf(action: string | null, status: string | null): ReportedAction {
  const word = action?.toLowerCase() ?? '';
  if (word.startsWith('delayed')) return 'delayed';
  if (/^(?:delivered|relayed|expanded)/.test(word)) return 'delivered';
  return word === '' && status?.startsWith('2') ? 'delivered' : 'failed';
}
