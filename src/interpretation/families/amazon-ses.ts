import { addressOfField, firstAddressIn } from '../facts/addresses.js';
import { JsonObject } from '../facts/json-object.js';
import { mtaName } from '../facts/mta-name.js';
import { HeaderFields } from '../structure/header-fields.js';
import type { Mail } from '../structure/mail.js';
import type { DeliveryReading, Evidence, Family, FeedbackReading, Reading } from './family.js';

/**
 * Amazon SES's notifications in JSON, as Amazon SNS mails them: identity notifications (`notificationType`) and events
 * (`eventType`), alone or inside the envelope that SNS puts around raw messages.
 */
export const amazonSes: Family = {
  name: 'amazon-ses',

  recognise({ headers }: Mail): Evidence | null {
    const isFromSns =
      headers.has('x-amz-sns-message-id') || /@sns\.amazonaws\.com\b/i.test(headers.first('from') ?? '');
    return isFromSns ? 'certain' : null;
  },

  read(mail: Mail): Reading | null {
    const notification = notificationIn(mail.ownWords);
    const type = notification?.text('notificationType') ?? notification?.text('eventType') ?? null;
    if (notification === null || type === null) return null;
    switch (type) {
      case 'Bounce':
        return deliveryOf(notification, 'bounce', 'bouncedRecipients', 'failed');
      case 'DeliveryDelay':
        return deliveryOf(notification, 'deliveryDelay', 'delayedRecipients', 'delayed');
      case 'Complaint':
        return complaintOf(notification);
      case 'Delivery':
        return { kind: 'delivery-notice', reason: 'Amazon SES tells that it delivered the message' };
      default:
        return { kind: 'not-a-report', reason: `an event of Amazon SES that is neither bounce nor complaint: ${type}` };
    }
  },
};

function notificationIn(text: string): JsonObject | null {
  // Mail servers break lines longer than RFC 5321 section 4.5.3.1.6 allows with `!`, and begin the next with a space.
  const outer = JsonObject.in(text.split(/\n-- ?\n/, 1)[0]?.replace(/!\n /g, '') ?? '');
  const message = outer?.text('Message') ?? null;
  return message === null ? outer : JsonObject.in(message);
}

function deliveryOf(
  notification: JsonObject,
  detailName: string,
  recipientsName: string,
  action: 'failed' | 'delayed',
): DeliveryReading | null {
  const detail = notification.object(detailName);
  const recipients = (detail?.objects(recipientsName) ?? []).map((recipient) => {
    const diagnostic = recipient.text('diagnosticCode')?.replace(/^\s*smtp\s*;\s*/i, '') ?? null;
    return {
      recipient: addressOfField(recipient.text('emailAddress')),
      recipientFrom: 'field' as const,
      diagnosticFrom: 'field' as const,
      action,
      statedAction: recipient.text('action'),
      statedStatus: recipient.text('status'),
      diagnostic: diagnostic ?? typeOf(detail),
      lastAttemptDate: detail?.text('timestamp') ?? null,
    };
  });
  if (recipients.length === 0) return null;
  return {
    kind: 'delivery',
    recipients,
    reportingMta: mtaName(detail?.text('reportingMTA') ?? null),
    arrivalDate: notification.object('mail')?.text('timestamp') ?? null,
    returned: returnedOf(notification),
  };
}

/** What SES calls a bounce that no server's words explain, e.g. `Permanent: OnAccountSuppressionList`. */
function typeOf(detail: JsonObject | null): string | null {
  const names = ['bounceType', 'bounceSubType', 'delayType'].flatMap((name) => detail?.text(name) ?? []);
  return names.length === 0 ? null : names.join(': ');
}

function complaintOf(notification: JsonObject): FeedbackReading | null {
  const complaint = notification.object('complaint');
  if (complaint === null) return null;
  const complaints = complaint.objects('complainedRecipients').map((recipient) => ({
    recipient: firstAddressIn(recipient.text('emailAddress') ?? ''),
    feedbackType: complaint.text('complaintFeedbackType') ?? 'abuse',
    sourceIp: notification.object('mail')?.text('sourceIp') ?? null,
    arrivalDate: complaint.text('arrivalDate') ?? complaint.text('timestamp'),
  }));
  return { kind: 'complaint', complaints, returned: returnedOf(notification) };
}

/** The header of the message that SES sent, where it is set to tell it. */
function returnedOf(notification: JsonObject): HeaderFields {
  const headers = notification.object('mail')?.objects('headers') ?? [];
  const fields = headers.flatMap((header) => {
    const [name, rawValue] = [header.text('name'), header.text('value')];
    return name === null || rawValue === null ? [] : [{ name: name.toLowerCase(), rawValue }];
  });
  return new HeaderFields(fields);
}
