import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newEvent, streams } from '../../dist/events/index.js';

const FIXTURES = join(import.meta.dirname, '../../test/fixtures/mails');
/** Mails appended at once, so that they share commits. */
const APPENDED_AT_ONCE = 1_000;
export const STARTED = Date.parse('2026-08-01T00:00:00Z');
export const DAYS = 90;
const DAY_MS = 86_400_000;
const DOMAINS = ['gmail.com', 'outlook.com', 'example.com', 'yahoo.com', 'example.org'];

/** The labelled mails if CORPUS_DIR and CORPUS_MTA_DIR are set, else the project's fixtures. */
export function labelledMails() {
  const corpora = [process.env.CORPUS_DIR, process.env.CORPUS_MTA_DIR].filter(Boolean).map((dir) => join(dir, 'mails'));
  return (corpora.length > 0 ? corpora : [FIXTURES]).flatMap((dir) =>
    readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .map((name) => readFileSync(join(dir, name))),
  );
}

/**
 * Appends this many bounces, as the intake would, with facts from the given interpretations. Each recipient gets three
 * of them; all are spread evenly over 90 days.
 */
export async function writeHistory(ledger, readings, classifier, count) {
  for (let first = 0; first < count; first += APPENDED_AT_ONCE) {
    const length = Math.min(APPENDED_AT_ONCE, count - first);
    await Promise.all(
      Array.from({ length }, (_, index) => {
        return appendMail(ledger, readings[(first + index) % readings.length], classifier, first + index, count);
      }),
    );
  }
}

export function addressOf(index) {
  return `someone.${Math.floor(index / 3)}@${DOMAINS[Math.floor(index / 3) % DOMAINS.length]}`;
}

function appendMail(ledger, reading, classifier, index, count) {
  const recipient = addressOf(index);
  const mailId = createHash('sha256').update(String(index)).digest('hex');
  const bounceId = uuidOf(mailId);
  const occurredAt = new Date(STARTED + Math.floor((index / count) * DAYS * DAY_MS)).toISOString();
  const readBy = { family: 'rfc3464', interpreterVersion: 1 };
  const received = {
    ...{ mailId, mailbox: 'bounces', uidl: `UID${index}`, rawDigest: mailId, size: 5_321, receivedAt: occurredAt },
    ...{ kind: 'bounce', messageId: `<${index}@mx.example.com>`, subject: 'Undelivered Mail Returned to Sender' },
    ...{ from: 'MAILER-DAEMON@mx.example.com', limitsReached: [], ...readBy },
  };
  const said = reading.diagnostic?.slice(0, 300).replaceAll(reading.recipient ?? '\0', recipient) ?? null;
  const facts = { ...reading, recipient, originalRecipient: recipient, action: 'failed', diagnostic: said, occurredAt };
  const told = {
    ...{ bounceId, mailId, ...facts, occurredAtSource: 'last-attempt-date' },
    ...{ keys: { verpAddress: 'bounces@news.example.net', verpToken: null, envelopeId: null, headers: {} }, ...readBy },
  };
  return ledger.store.append(streams.mail(mailId), 'no-stream', [
    newEvent('MailReceived', received, ledger),
    newEvent('BounceReceived', told, ledger),
    newEvent('BounceClassified', { bounceId, mailId, verdict: classifier.classify(facts) }, ledger),
  ]);
}

function uuidOf(hex) {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
