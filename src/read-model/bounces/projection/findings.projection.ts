import { typedEvent } from '../../../events/index.js';
import { type Changes, type Projection, type ReadModelDatabase } from '../../engine/index.js';
import type { Finding } from '../changes.js';
import { applyReclassification } from './apply-reclassification.js';
import { insertFinding } from './insert-finding.js';
import { findMail, insertMail, setMailAside } from './mail-rows.js';
import { recordVerdict } from './record-verdict.js';
import { beginReinterpretation, takeInReinterpreted } from './reinterpretation.js';
import { FINDINGS_INDEXES, FINDINGS_SCHEMA } from '../schema.js';

/** Mails, what they report of single recipients, and what is thought of it. */
export const findingsProjection: Projection = {
  name: 'findings',
  version: 2,
  schema: FINDINGS_SCHEMA,
  indexes: FINDINGS_INDEXES,
  seldomRead: ['mails', 'findings', 'verdicts'],
  apply(event, database, changes) {
    const typed = typedEvent(event);
    const { type, data } = typed;
    if (takeInReinterpreted(typed, database, changes)) return;
    switch (type) {
      case 'MailReceived':
        insertMail(data, database);
        break;
      case 'MailSetAside':
        setMailAside(findMail(data.mailId, database), data.reason, database);
        break;
      case 'BounceReceived':
        recordFinding({ kind: 'bounce', data }, database, changes);
        break;
      case 'DeliveryDelayed':
        recordFinding({ kind: 'delay', data }, database, changes);
        break;
      case 'ComplaintReceived':
        recordFinding({ kind: 'complaint', data }, database, changes);
        break;
      case 'MailReinterpreted':
        beginReinterpretation(data, database);
        break;
      case 'BounceClassified':
        recordVerdict(data.bounceId, data.verdict, database, changes);
        break;
      case 'ReclassificationStarted':
      case 'BounceReclassified':
      case 'ReclassificationProgressed':
      case 'ReclassificationCompleted':
      case 'ReclassificationCancelled':
        applyReclassification(typed, event.stream, database, changes);
        break;
      default:
    }
  },
};

function recordFinding(finding: Finding, database: ReadModelDatabase, changes: Changes): void {
  insertFinding(findMail(finding.data.mailId, database), finding, database, changes);
}
