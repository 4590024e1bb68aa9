import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService } from './http-service.js';

const MAIL = { 'content-type': 'message/rfc822' };
const problem = (status: number, code: string) => ({ status, body: { type: `urn:bounce-ledger:problem:${code}` } });

describe('a follower of the feed', () => {
  it('is told when its position lies beyond the log', async () => {
    const { request } = await httpService();
    const { body } = await request('POST', '/v1/mails', {
      body: bounceMail({ recipient: 'ana@example.com' }),
      headers: MAIL,
    });
    await request('GET', `/v1/events?minPosition=${String(body.position)}`);

    expect(await request('GET', '/v1/events?after=999/0')).toMatchObject(problem(409, 'position-beyond-log'));
    expect(
      await request('GET', '/v1/events', { headers: { accept: 'text/event-stream', 'last-event-id': '999/0' } }),
    ).toMatchObject(problem(409, 'position-beyond-log'));
    expect((await request('GET', `/v1/events?after=${String(body.position)}/7`)).status).toBe(200);
  });

  it.each([
    ['in all', { max: 2, maxPerKey: 9, maxPerAddress: 9 }, 503, 'event-streams-exhausted'],
    ['of one key', { max: 9, maxPerKey: 2, maxPerAddress: 9 }, 429, 'too-many-event-streams'],
    ['of one address', { max: 9, maxPerKey: 9, maxPerAddress: 2 }, 429, 'too-many-event-streams'],
  ])(
    'is refused where as many are there as may be %s, and taken once one has left',
    async (_, eventStreams, status, code) => {
      const { request, url } = await httpService({ eventStreams });
      const leave = new AbortController();
      const follow = (signal?: AbortSignal) =>
        fetch(`${url}/v1/events`, { headers: { accept: 'text/event-stream' }, signal: signal ?? null });
      await follow();
      await follow(leave.signal);

      const refused = await request('GET', '/v1/events', { headers: { accept: 'text/event-stream' } });
      expect(refused).toMatchObject(problem(status, code));
      expect(refused.headers.get('retry-after')).toBe('1');

      leave.abort();
      await expect.poll(async () => (await follow()).status, { timeout: 5_000 }).toBe(200);
    },
  );
});
