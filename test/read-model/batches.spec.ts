import { describe, expect, it } from 'vitest';
import { streams } from '../../src/events/index.js';
import type { ReadModelDatabase } from '../../src/read-model/engine/read-model-database.js';
import { NOW } from '../support/temporary-ledger.js';
import { appended, applied, appliedInBatches, campaign, sends, type Appended } from './applied-log.js';
import { bounceIdOfName, FULL, HARD, mailIdOfName, mailReceived, mailThatTells } from './read-model-kit.js';

const ANA = 'ana@example.com';
const BO = 'bo@example.org';
const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T08:00:00.000Z`;

type Given = Parameters<typeof mailThatTells>[2];

/** A mail of one bounce on which there is no verdict yet. */
function unclassified(name: string, given: Given): Appended {
  const [stream, ...events] = mailThatTells(name, 'bounce', given);
  return appended([stream, ...events.filter(({ type }) => type !== 'BounceClassified')]);
}

function verdict(name: string, given = HARD): Appended {
  const [bounceId, mailId] = [bounceIdOfName(name), mailIdOfName(name)];
  const data = { bounceId, mailId, verdict: given };
  return appended([streams.mail(mailId), { type: 'BounceClassified', data }]);
}

/** The mail was reinterpreted: this is what it says of its one bounce now, or nothing. */
function reinterpreted(name: string, given: Given | null): Appended {
  const mailId = mailIdOfName(name);
  const received = mailReceived(name, 'bounce').data as { messageId: string; subject: string; from: string };
  const { messageId, subject, from } = received;
  const nature = { kind: 'bounce' as const, messageId, subject, from, limitsReached: [], family: 'rfc3464' };
  const data = { mailId, interpreter: 2, supersedes: 0, events: 1, ...nature };
  const readBy = { family: 'rfc3464', interpreterVersion: 2 };
  const nothing = { type: 'MailSetAside', data: { mailId, kind: 'bounce', reason: 'no report', ...readBy } } as const;
  const [, , bounce] = given === null ? [] : mailThatTells(name, 'bounce', given);
  return appended([streams.mail(mailId), { type: 'MailReinterpreted', data }, bounce ?? nothing]);
}

/** Every row of every table. */
function rowsIn(database: ReadModelDatabase): Record<string, object[]> {
  const tables = database.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return Object.fromEntries(tables.map(({ name }) => [name, database.all(`SELECT * FROM ${name} ORDER BY 1, 2`)]));
}

const HISTORIES: readonly [string, readonly Appended[]][] = [
  [
    'verdicts follow two findings, and sends prove the first to be about somebody else',
    [
      campaign('spring'),
      unclassified('b1', { recipient: ANA, occurredAt: day(1), originalMessageId: '<s1@news.example>' }),
      unclassified('b2', { recipient: BO, occurredAt: day(9) }),
      sends('spring', [{ recipient: 'carla@example.com', messageId: '<s1@news.example>' }]),
      verdict('b1', FULL),
      verdict('b2'),
    ],
  ],
  [
    'a mail is reinterpreted before there is a verdict on its finding',
    [
      unclassified('b1', { recipient: ANA, occurredAt: day(1) }),
      reinterpreted('b1', { recipient: ANA, occurredAt: day(9) }),
      verdict('b1', FULL),
    ],
  ],
  [
    'a mail is reinterpreted and no longer holds the finding, before there is a verdict on it',
    [unclassified('b1', { recipient: ANA, occurredAt: day(1) }), reinterpreted('b1', null), verdict('b1')],
  ],
  [
    'verdicts on an earlier finding follow a later one',
    [
      appended(mailThatTells('b1', 'bounce', { recipient: ANA, occurredAt: day(1), verdict: FULL })),
      appended(mailThatTells('b2', 'bounce', { recipient: BO, occurredAt: day(9) })),
      verdict('b1', { ...HARD, rulesetVersion: 2 }),
      verdict('b2', { ...FULL, rulesetVersion: 2 }),
      verdict('b2', { ...HARD, rulesetVersion: 3 }),
    ],
  ],
];

describe('events that are applied in one batch', () => {
  it.each(HISTORIES)('leave the rows that they leave one by one, where %s', (_, log) => {
    const oneByOne = rowsIn(applied(...log).database);
    for (const size of [2, 3, 100]) {
      expect(rowsIn(appliedInBatches(size, ...log).database), `batches of ${size}`).toEqual(oneByOne);
    }
  });

  it('have each bounce count for its own recipient, at its own time', () => {
    const [[, log]] = HISTORIES as [[string, readonly Appended[]]];
    const { recipients } = appliedInBatches(100, ...log);
    expect(recipients.find(ANA, NOW)).toMatchObject({ known: false });
    expect(recipients.find(BO, NOW)).toMatchObject({ status: 'quarantined', cause: { occurredAt: day(9) } });
  });
});
