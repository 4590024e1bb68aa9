import type { RecordedEvent } from '../event-store/index.js';
import type { LedgerEventOf, LedgerEventType, Verdict } from '../ledger/events/index.js';
import type { Projection, ReadModelDatabase } from '../projections/index.js';
import { BOUNCES_SCHEMA } from './schema.js';

type Data<T extends LedgerEventType> = LedgerEventOf<T>['data'];

const INSERT_MAIL = `
INSERT INTO mails (mail_id, position, kind, mailbox, uidl, size, raw_digest, received_at, message_id, subject, sender, family,
                   interpreter_version, limits_reached)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SET_ASIDE = 'UPDATE mails SET set_aside_reason = ? WHERE mail_id = ?';
const INSERT_REPORT = `
INSERT INTO reports (report_id, kind, mail_id, position, occurred_at, recorded_at, facts) VALUES (?, ?, ?, ?, ?, ?, ?)`;
const EFFECTIVE_VERDICT = 'SELECT ruleset_version, verdict FROM reports WHERE report_id = ?';
const SET_VERDICT = `
UPDATE reports SET type = ?, reason = ?, fault = ?, ruleset_version = ?, verdict = ? WHERE report_id = ?`;
const SUPERSEDE = 'INSERT OR REPLACE INTO superseded_verdicts (report_id, ruleset_version, verdict) VALUES (?, ?, ?)';

/** The id of what a delay or a complaint event tells: they have none of their own. */
export function reportIdOf({ stream, revision }: Pick<RecordedEvent, 'stream' | 'revision'>): string {
  return `${stream.slice('mail-'.length)}:${revision}`;
}

/** Mails and what they report, one row each. */
export function createReportsProjection(): Projection {
  return {
    name: 'reports',
    version: 1,
    schema: BOUNCES_SCHEMA,
    apply(event, database) {
      const { type, data } = event;
      switch (type as LedgerEventType) {
        case 'MailReceived':
          insertMail(database, event.position, data as unknown as Data<'MailReceived'>);
          break;
        case 'MailSetAside': {
          const { reason, mailId } = data as unknown as Data<'MailSetAside'>;
          database.run(SET_ASIDE, reason, mailId);
          break;
        }
        case 'BounceReceived':
          insertReport(database, event, 'bounce', data['bounceId'] as string);
          break;
        case 'DeliveryDelayed':
          insertReport(database, event, 'delay', reportIdOf(event));
          break;
        case 'ComplaintReceived':
          insertReport(database, event, 'complaint', reportIdOf(event));
          break;
        case 'BounceClassified': {
          const { bounceId, verdict } = data as unknown as Data<'BounceClassified'>;
          judge(database, bounceId, verdict);
          break;
        }
        default:
      }
    },
  };
}

function insertMail(database: ReadModelDatabase, position: string, mail: Data<'MailReceived'>): void {
  database.run(
    INSERT_MAIL,
    mail.mailId,
    position,
    mail.kind,
    mail.mailbox,
    mail.uidl,
    mail.size,
    mail.rawDigest,
    mail.receivedAt,
    mail.messageId,
    mail.subject,
    mail.from,
    mail.family,
    mail.interpreterVersion,
    JSON.stringify(mail.limitsReached),
  );
}

function insertReport(database: ReadModelDatabase, event: RecordedEvent, kind: string, reportId: string): void {
  const { mailId, occurredAt } = event.data as unknown as Data<'BounceReceived'>;
  const recordedAt = event.metadata['recordedAt'] as string;
  const facts = JSON.stringify(event.data);
  database.run(INSERT_REPORT, reportId, kind, mailId, event.position, occurredAt, recordedAt, facts);
}

/** The verdict of the highest ruleset version counts, in whatever order they come. */
function judge(database: ReadModelDatabase, bounceId: string, verdict: Verdict): void {
  const before = database.get<{ ruleset_version: number | null; verdict: string | null }>(EFFECTIVE_VERDICT, bounceId);
  const json = JSON.stringify(verdict);
  if (before?.ruleset_version != null && before.verdict !== null) {
    const isOlder = verdict.rulesetVersion < before.ruleset_version;
    database.run(
      SUPERSEDE,
      bounceId,
      isOlder ? verdict.rulesetVersion : before.ruleset_version,
      isOlder ? json : before.verdict,
    );
    if (isOlder) return;
  }
  database.run(SET_VERDICT, verdict.type, verdict.reason, verdict.fault, verdict.rulesetVersion, json, bounceId);
}
