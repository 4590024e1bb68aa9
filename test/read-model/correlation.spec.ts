import { describe, expect, it } from 'vitest';
import { correlationOf } from '../../src/read-model/correlation/index.js';
import { NOW } from '../support/temporary-ledger.js';
import { appended, applied, campaign, joinedRows, sends, signedReturnAddress, type Appended } from './applied-log.js';
import { mailThatTells } from './read-model-kit.js';

const ANA = 'ana@example.com';
const BO = 'bo@example.org';
const S9 = '<s9@news.example>';

const keysWith = (keys: object) => ({ keys });
const verp = (verpAddress: string) => keysWith({ verpAddress });

type Told = Parameters<typeof mailThatTells>[2];
interface Case {
  readonly registered: readonly Appended[];
  readonly told: Told;
  /** Null: nothing ties the bounce to anything. */
  readonly correlation: object | null;
  /** What becomes of Ana through a hard bounce. */
  readonly ana: 'valid' | 'with-errors' | 'quarantined';
}

const spring = campaign('spring');
const toAna = sends('spring', [{ recipient: ANA, messageId: S9, sendId: 's9' }]);
const toBo = sends('spring', [{ recipient: BO, messageId: S9, sendId: 's9' }]);
const asS9 = { campaignId: 'spring', sendId: 's9' };

const CASES: readonly [string, Case][] = [
  [
    'a signed return address proves the send',
    {
      registered: [spring, toAna],
      told: { recipient: 'forwarded@elsewhere.example', ...verp(signedReturnAddress('spring', 's9')) },
      correlation: { method: 'signed-verp', verified: true, ...asS9, recipient: null },
      ana: 'quarantined',
    },
  ],
  [
    'a signed return address of a send that is not registered names the campaign and proves nobody',
    {
      registered: [spring, toBo],
      told: verp(signedReturnAddress('spring', 'of-the-forger')),
      correlation: { method: 'signed-verp', verified: false, campaignId: 'spring', recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a signed return address with the recipient proves them, also where nothing is registered',
    {
      registered: [],
      told: verp(signedReturnAddress('spring', 's9', ANA)),
      correlation: { method: 'signed-verp', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'a return address that is signed with somebody else proves nothing of a recipient',
    {
      registered: [spring, toBo],
      told: verp(signedReturnAddress('spring', 'of-the-forger', 'forger@example.net')),
      correlation: { method: 'verp', verified: false, campaignId: 'spring', recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a signed return address of a send that is not registered leaves the proof to recipient and Message-ID',
    {
      registered: [spring, sends('spring', [{ recipient: ANA, messageId: S9 }])],
      told: { originalMessageId: S9, ...verp(signedReturnAddress('spring', 's9')) },
      correlation: { method: 'signed-verp', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'a signed return address whose send id went to several people proves none of them',
    {
      registered: [
        spring,
        sends('spring', [
          { recipient: BO, sendId: 's9' },
          { recipient: ANA, sendId: 's9' },
        ]),
      ],
      told: verp(signedReturnAddress('spring', 's9')),
      correlation: { method: 'signed-verp', verified: false, ...asS9, recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a return address names the send and proves nothing',
    {
      registered: [spring, toAna],
      told: verp('bounce+spring.s9@news.example'),
      correlation: { method: 'verp', verified: false, ...asS9, recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a return address with a wrong signature proves nothing',
    {
      registered: [spring, toAna],
      told: verp(`bounce+spring.s9.${'0'.repeat(20)}@news.example`),
      correlation: { method: 'verp', verified: false, ...asS9 },
      ana: 'with-errors',
    },
  ],
  [
    'a return address whose campaign nobody registered says nothing',
    { registered: [], told: verp('bounce+spring.s9@news.example'), correlation: null, ana: 'quarantined' },
  ],
  [
    'recipient and Message-ID of a registered send prove it, by whatever it was found',
    {
      registered: [spring, toAna],
      told: { originalMessageId: S9, ...verp('bounce+spring.s9@news.example') },
      correlation: { method: 'verp', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'an envelope id names the send and proves nothing',
    {
      registered: [spring, toAna],
      told: keysWith({ envelopeId: 's9' }),
      correlation: { method: 'envelope-id', verified: false, ...asS9 },
      ana: 'with-errors',
    },
  ],
  [
    'an envelope id may name campaign and send',
    {
      registered: [spring, toAna],
      told: { recipient: 'x@elsewhere.example', ...keysWith({ envelopeId: 'spring.s9' }) },
      correlation: { method: 'envelope-id', verified: false, ...asS9, recipient: null },
      ana: 'with-errors',
    },
  ],
  [
    'recipient and Message-ID prove the send',
    {
      registered: [spring, toAna],
      told: { originalMessageId: S9 },
      correlation: { method: 'message-id', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'a report that a person forwards proves nothing, whatever it knows',
    {
      registered: [spring, toAna],
      told: { forwarded: true, originalMessageId: S9, ...verp(signedReturnAddress('spring', 's9')) },
      correlation: { method: 'signed-verp', verified: false, ...asS9, recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'Original-Recipient and Message-ID prove the send of a forwarded message',
    {
      registered: [spring, toAna],
      told: { originalMessageId: S9, recipient: 'x@elsewhere.example', originalRecipient: ANA },
      correlation: { method: 'message-id', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'the Message-ID of another’s message proves nothing and blames the other',
    {
      registered: [spring, toBo],
      told: { originalMessageId: S9 },
      correlation: { method: 'message-id', verified: false, ...asS9, recipient: null },
      ana: 'valid',
    },
  ],
  [
    'a Message-ID that several people were sent tells which of them bounced, and proves nothing',
    {
      registered: [
        spring,
        sends('spring', [
          { recipient: BO, messageId: S9 },
          { recipient: ANA, messageId: S9 },
        ]),
      ],
      told: { originalMessageId: S9 },
      correlation: { method: 'message-id', verified: false, campaignId: 'spring', recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a Message-ID that a hundred people were sent tells the last of them as well as the first',
    {
      registered: [
        spring,
        sends('spring', [
          ...Array.from({ length: 99 }, (_, n) => ({ recipient: `reader${n}@example.org`, messageId: S9 })),
          { recipient: ANA, messageId: S9 },
        ]),
      ],
      told: { originalMessageId: S9 },
      correlation: { method: 'message-id', verified: false, campaignId: 'spring', recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a Message-ID that one recipient was sent twice proves their send',
    {
      registered: [
        spring,
        sends('spring', [
          { recipient: ANA, messageId: S9, sendId: 's9' },
          { recipient: ANA, messageId: S9, sendId: 's10' },
        ]),
      ],
      told: { originalMessageId: S9 },
      correlation: { method: 'message-id', verified: true, ...asS9, recipient: ANA },
      ana: 'quarantined',
    },
  ],
  [
    'a header names a registered campaign and proves nothing',
    {
      registered: [spring, toBo],
      told: keysWith({ headers: { 'x-campaign-id': 'spring' } }),
      correlation: { method: 'header', verified: false, campaignId: 'spring', sendId: null, recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'a Feedback-ID names the campaign in one of its fields',
    {
      registered: [spring],
      told: keysWith({ headers: { 'feedback-id': 'spring:customer:news:esp' } }),
      correlation: { method: 'header', verified: false, campaignId: 'spring' },
      ana: 'quarantined',
    },
  ],
  [
    'a header that names no registered campaign says nothing',
    {
      registered: [spring],
      told: keysWith({ headers: { 'x-campaign-id': 'autumn' } }),
      correlation: null,
      ana: 'quarantined',
    },
  ],
  [
    'the recipient alone names the latest send of the seven days before, and proves nothing',
    {
      registered: [spring, toAna],
      told: {},
      correlation: { method: 'recipient', verified: false, ...asS9, recipient: ANA },
      ana: 'with-errors',
    },
  ],
  [
    'the recipient alone says nothing a week later, and a report that names no campaign is not believed for that',
    {
      registered: [spring, toAna],
      told: { occurredAt: '2026-11-27T08:00:00.001Z' },
      correlation: null,
      ana: 'with-errors',
    },
  ],
  [
    'where nobody registered anything a report is believed',
    { registered: [], told: {}, correlation: null, ana: 'quarantined' },
  ],
];

const ORDERS = ['before', 'after'] as const;

describe.each(ORDERS)('a bounce whose message is registered %s it came', (order) => {
  it.each(CASES)('%s', (_, { registered, told, correlation, ana }) => {
    const bounce = appended(mailThatTells('b1', 'bounce', told));
    const { database, recipients } = applied(
      ...(order === 'before' ? [...registered, bounce] : [bounce, ...registered]),
    );
    const found = correlationOf(database, 1);
    if (correlation === null) expect(found).toBeNull();
    else expect(found).toMatchObject(correlation);
    expect(recipients.find(ANA, NOW).status).toBe(ana);
  });
});

describe('reports and sends', () => {
  it.each(CASES)('are joined to the same rows and answers in either order where %s', (_, { registered, told }) => {
    const mails = [
      appended(mailThatTells('b1', 'bounce', told)),
      appended(mailThatTells('c1', 'complaint', told)),
      appended(mailThatTells('d1', 'delay', told)),
    ];
    const reference = applied(...registered, ...mails);
    const [first, second, ...rest] = mails;
    const others = [
      applied(...mails, ...registered),
      applied(...mails, ...registered.toReversed()),
      applied(...[first, second].filter((mail) => mail !== undefined), ...registered, ...rest),
    ];
    for (const other of others) {
      expect(joinedRows(other.database)).toEqual(joinedRows(reference.database));
      expect(other.campaigns.find('spring', NOW)).toEqual(reference.campaigns.find('spring', NOW));
    }
  });

  it('are joined once the last part of a batch is in, and not before', () => {
    const bounce = appended(mailThatTells('b1', 'bounce', { originalMessageId: S9 }));
    const batch = { batchId: 'b' };
    const log = applied(
      spring,
      bounce,
      sends('spring', [{ recipient: ANA, messageId: S9 }], { ...batch, last: false }),
    );
    expect(correlationOf(log.database, 1)).toBeNull();
    log.apply(sends('spring', [{ recipient: BO }], { ...batch, part: 1 }));
    expect(correlationOf(log.database, 1)).toMatchObject({ method: 'message-id', verified: true });
    expect(log.campaigns.find('spring', NOW)?.sends).toBe(2);
  });

  it('lose their proof once the message, or the send id, turns out to be somebody else’s too', () => {
    const told = [{ originalMessageId: S9 }, verp(signedReturnAddress('spring', 's9'))];
    for (const facts of told) {
      const log = applied(spring, toAna, appended(mailThatTells('b1', 'bounce', facts)));
      expect(correlationOf(log.database, 1)).toMatchObject({ verified: true });
      expect(log.recipients.find(ANA, NOW).status).toBe('quarantined');
      log.apply(sends('spring', [{ recipient: BO, messageId: S9, sendId: 's9' }], { batchId: 'later' }));
      expect(correlationOf(log.database, 1)).toMatchObject({ verified: false });
      expect(log.recipients.find(ANA, NOW).status).toBe('with-errors');
    }
  });

  it('leave it open which send is meant where two campaigns use one send id', () => {
    const autumn = sends('autumn', [{ recipient: BO, sendId: 's9' }]);
    const bounce = appended(mailThatTells('b1', 'bounce', { recipient: null, keys: { envelopeId: 's9' } }));
    for (const log of [applied(toAna, autumn, bounce), applied(toAna, bounce, autumn)]) {
      expect(correlationOf(log.database, 1)).toBeNull();
    }
  });
});
