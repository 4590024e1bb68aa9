import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const RULE = `format: 1
rules:
  - { id: our-partner, when: { text: allotment exceeded }, reason: mailbox-full }
`;

describe('/v1/rulesets', () => {
  it('publishes, lists, shows, compares and goes back', async () => {
    const { request } = await httpService();
    const json = { ruleset: RULE, expectedVersion: 1 };

    expect(await request('POST', '/v1/rulesets', { json })).toMatchObject({ status: 201, body: { version: 2 } });
    const repeated = await request('POST', '/v1/rulesets', { json: { ...json, expectedVersion: 2 } });
    expect(repeated).toMatchObject({ status: 200, body: { version: 2, alreadyKnown: true } });

    const { body } = await request('GET', '/v1/rulesets?limit=1');
    expect(body['items']).toMatchObject([{ version: 2, operatorRules: 1, actor: 'local' }]);
    const next = await request('GET', `/v1/rulesets?limit=1&cursor=${String(body['next'])}`);
    expect(next.body).toMatchObject({ items: [{ version: 1, origin: 'defaults' }], next: null });

    expect((await request('GET', '/v1/rulesets/2')).body).toMatchObject({ layers: { operator: RULE } });
    expect((await request('GET', '/v1/rulesets/1/diff?to=2')).body).toMatchObject({ added: ['our-partner'] });

    const rollback = await request('POST', '/v1/rulesets/1/rollback', { json: { expectedVersion: 2 } });
    expect(rollback).toMatchObject({ status: 201, body: { version: 3 } });
    expect((await request('GET', '/v1/rulesets/2/diff?to=3')).body).toMatchObject({ removed: ['our-partner'] });
  });

  it.each([
    ['one without the version that it replaces', { ruleset: RULE }, 400, 'invalid-request'],
    ['one that replaces another than the latest', { ruleset: RULE, expectedVersion: 7 }, 409, 'ruleset-conflict'],
    ['one that is no ruleset', { ruleset: 'format: 1\nrules: [{}]\n', expectedVersion: 1 }, 400, 'invalid-ruleset'],
    ['one of 500,000 lines', { ruleset: '# a line\n'.repeat(500_000), expectedVersion: 1 }, 400, 'invalid-request'],
    ['one of a million lines', { ruleset: '# a line\n'.repeat(1_000_000), expectedVersion: 1 }, 413, 'body-too-large'],
  ])('refuses %s', async (_, json, status, problem) => {
    const { request } = await httpService();
    const answer = await request('POST', '/v1/rulesets', { json });
    expect(answer).toMatchObject({ status, body: { type: `urn:bounce-ledger:problem:${problem}` } });
    expect((await request('GET', '/v1/rulesets')).body['items']).toHaveLength(1);
  });

  it('names the line of every problem of a ruleset', async () => {
    const { request } = await httpService();
    const ruleset = `format: 1\nrules:\n  - { id: one, when: { text: '(a)\\1' }, reason: user-unknown }\n`;
    const { body } = await request('POST', '/v1/rulesets', { json: { ruleset, expectedVersion: 1 } });
    expect(body['errors']).toEqual([
      {
        path: 'line 3',
        message: expect.stringContaining('rules[0].when.text[0]: the pattern uses a back-reference') as string,
      },
    ]);
  });

  it.each(['/v1/rulesets/9', '/v1/rulesets/1/diff?to=9'])('knows no %s', async (path) => {
    const { request } = await httpService();
    expect(await request('GET', path)).toMatchObject({ status: 404 });
  });
});
