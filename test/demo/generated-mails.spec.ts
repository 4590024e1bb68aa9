import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeCampaign } from '../../src/demo/campaign.js';
import { makeMails, type DemoMail } from '../../src/demo/make-mails.js';
import { interpret } from '../../src/interpretation/index.js';
import { compileDocument, defaultRulesetDocument } from '../../src/history/rulesets/index.js';

const campaign = makeCampaign({
  campaignId: 'autumn',
  name: 'Autumn offer',
  sends: 20_000,
  seed: 1,
  startedAt: new Date('2026-11-15T08:00:00Z'),
  returnAddressOf: ({ sendId }) => `bounce+autumn.${sendId}@bounces.news.example`,
});
const classifier = compileDocument(defaultRulesetDocument(), 1, 'the default ruleset');

describe('the mails that the demo makes', () => {
  it('are read as what they were made to be', () => {
    const misread: unknown[] = [];
    for (const mail of makeMails(campaign, 2)) {
      const read = readingOf(mail);
      const made = expectedOf(mail);
      if (!isDeepStrictEqual(read, made)) misread.push({ made, read });
    }
    expect(misread).toEqual([]);
  });
});

function readingOf({ bytes, madeAs }: DemoMail): unknown {
  const { kind, keys, originalMessageId, recipients } = interpret(bytes);
  if (madeAs.kind === 'unreadable') return { reported: recipients.length, isUnread: UNREAD_KINDS.includes(kind) };
  return {
    kind,
    verpAddress: keys.verpAddress,
    originalMessageId,
    recipients: recipients.map((facts) => ({ address: facts.recipient, reason: classifier.classify(facts).reason })),
  };
}

const UNREAD_KINDS = ['not-understood', 'malformed', 'not-a-report'];

function expectedOf({ madeAs: { kind, send, recipients } }: DemoMail): unknown {
  if (kind === 'unreadable') return { reported: 0, isUnread: true };
  const returnsMessage = kind === 'bounce' || kind === 'delay' || kind === 'complaint';
  return {
    kind: kind === 'personal-reply' ? 'not-a-report' : kind,
    verpAddress: send?.returnAddress,
    originalMessageId: returnsMessage ? send?.messageId : null,
    recipients: recipients.map(({ address, reason }) => ({ address, reason })),
  };
}
