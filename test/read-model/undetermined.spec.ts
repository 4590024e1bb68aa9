import { describe, expect, it } from 'vitest';
import { streams, type Verdict } from '../../src/events/index.js';
import { bounceIdOfName, followedLedger, HARD, mailIdOfName, mailThatTells } from './read-model-kit.js';

const UNDETERMINED: Verdict = {
  type: 'soft',
  reason: 'undetermined',
  fault: 'unknown',
  rule: null,
  matched: null,
  rulesetVersion: 1,
};

const odd = (name: string, diagnostic: string, recipient = 'ana@example.com') =>
  mailThatTells(name, 'bounce', { verdict: UNDETERMINED, diagnostic, recipient });

const classified = (name: string, verdict: Verdict) =>
  ({
    type: 'BounceClassified',
    data: { bounceId: bounceIdOfName(name), mailId: mailIdOfName(name), verdict },
  }) as const;

describe('texts that no rule knows', () => {
  it('are one cluster where only addresses and numbers differ, with its providers and latest examples', async () => {
    const { readModel, record } = await followedLedger();
    await record(...odd('b1', '554 5.9.1 <ana@gmx.de> has the wrong colour (17)', 'ana@gmx.de'));
    await record(...odd('b2', '554 5.9.1 <bo@gmail.com> has the wrong colour (18)', 'bo@gmail.com'));
    await record(...odd('b3', '554 5.9.2 <eva@gmx.de> has the wrong colour (19)', 'eva@gmx.de'));
    await record(...odd('b4', '554 5.9.2 <cy@gmx.de> Has the wrong colour (2044)', 'cy@gmx.de'));
    await record(...odd('b5', '554 no parking'));
    await record(...mailThatTells('b6', 'bounce'));

    const { items, next } = readModel.undetermined.list({ limit: 10 });

    expect(next).toBeNull();
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        form: '# * has the wrong colour (#)',
        bounces: 4,
        providers: [
          { provider: 'gmx', bounces: 3 },
          { provider: 'google', bounces: 1 },
        ],
        examples: [
          { bounceId: 'bounce-b4', diagnostic: '554 5.9.2 <cy@gmx.de> Has the wrong colour (2044)' },
          { bounceId: 'bounce-b3', diagnostic: '554 5.9.2 <eva@gmx.de> has the wrong colour (19)' },
          { bounceId: 'bounce-b2', diagnostic: '554 5.9.1 <bo@gmail.com> has the wrong colour (18)' },
        ],
      },
      {
        id: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        form: '# no parking',
        bounces: 1,
        providers: [{ provider: 'other', bounces: 1 }],
        examples: [{ bounceId: 'bounce-b5', diagnostic: '554 no parking' }],
      },
    ]);
  });

  it('count for whoever runs the refusing server where the domain does not tell', async () => {
    const { readModel, record } = await followedLedger();
    const told = { verdict: UNDETERMINED, diagnostic: 'no', remoteMta: 'example-com.mail.protection.outlook.com' };
    await record(...mailThatTells('b1', 'bounce', told));
    expect(readModel.undetermined.list({ limit: 10 }).items).toMatchObject([
      { providers: [{ provider: 'microsoft', bounces: 1 }] },
    ]);
  });

  it('leave their cluster when a later ruleset knows them, and enter it when one no longer does', async () => {
    const { readModel, record } = await followedLedger();
    const list = () => readModel.undetermined.list({ limit: 10 }).items;
    await record(...odd('b1', 'no parking, ana@gmx.de', 'ana@gmx.de'));
    await record(...odd('b2', 'no parking, bo@gmx.de', 'bo@gmx.de'));

    await record(streams.mail(mailIdOfName('b2')), classified('b2', { ...HARD, rulesetVersion: 2 }));
    expect(list()).toMatchObject([
      { bounces: 1, providers: [{ provider: 'gmx', bounces: 1 }], examples: [{ bounceId: 'bounce-b1' }] },
    ]);
    // The verdict of an earlier ruleset changes nothing.
    await record(streams.mail(mailIdOfName('b2')), classified('b2', UNDETERMINED));
    expect(list()).toMatchObject([{ bounces: 1 }]);

    await record(streams.mail(mailIdOfName('b1')), classified('b1', { ...HARD, rulesetVersion: 2 }));
    expect(list()).toEqual([]);

    await record(streams.mail(mailIdOfName('b1')), classified('b1', { ...UNDETERMINED, rulesetVersion: 3 }));
    expect(list()).toMatchObject([{ form: 'no parking, *', bounces: 1, examples: [{ bounceId: 'bounce-b1' }] }]);
  });

  it('stand on one page of their list and on no other, most bounces first', async () => {
    const { readModel, record } = await followedLedger();
    const colours = ['red', 'green', 'green', 'blue', 'blue', 'black', 'white', 'white', 'white'];
    for (const [n, colour] of colours.entries()) await record(...odd(`b${n}`, `554 too ${colour}`));
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const { items, next } = readModel.undetermined.list({ limit: 2, cursor });
      pages.push(items.map(({ form, bounces }) => `${form}: ${bounces}`));
      cursor = next ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual([
      ['# too white: 3', '# too blue: 2'],
      ['# too green: 2', '# too black: 1'],
      ['# too red: 1'],
    ]);
  });
});
