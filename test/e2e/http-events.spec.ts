import { describe, expect, it } from 'vitest';
import { bounceMail } from './bounce-mail.js';
import { httpService, type HttpService } from './http-service.js';

const EVENT_STREAM = { accept: 'text/event-stream' };

interface StreamedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly id: string; readonly type: string; readonly data: { readonly position: string } };
}

/** Hands in a bounce of reader n. */
async function bounce({ request }: HttpService, n: number): Promise<string> {
  const { body } = await request('POST', '/v1/mails', {
    body: bounceMail({ recipient: `reader${n}@example.com` }),
    headers: { 'content-type': 'message/rfc822' },
  });
  return String(body.position);
}

/** The events of a stream as they come; ends when the stream ends. */
async function* eventsOf(response: Response): AsyncGenerator<StreamedEvent> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const fields = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      text = text.slice(end + 2);
      if (fields['id'] === undefined) continue;
      const data = JSON.parse(String(fields['data'])) as StreamedEvent['data'];
      yield { id: fields['id'], event: String(fields['event']), data };
    }
  }
}

/** So many events of a stream that is then left. */
async function take(url: string, count: number, headers: Record<string, string> = {}): Promise<StreamedEvent[]> {
  const leave = new AbortController();
  const response = await fetch(url, { headers: { ...EVENT_STREAM, ...headers }, signal: leave.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const taken: StreamedEvent[] = [];
  for await (const event of eventsOf(response)) {
    taken.push(event);
    if (taken.length === count) break;
  }
  leave.abort();
  return taken;
}

describe('the feed over HTTP', () => {
  it('gives the same CloudEvents page by page and as a stream', async () => {
    const service = await httpService();
    await bounce(service, 1);
    const position = await bounce(service, 2);

    const { body } = await service.request('GET', `/v1/events?minPosition=${position}`);
    const streamed = await take(`${service.url}/v1/events`, body.items?.length ?? 0);

    expect(body.items?.map(({ type, subject }) => [type, subject])).toEqual([
      ['bounce-ledger.bounce.received.v1', 'reader1@example.com'],
      ['bounce-ledger.recipient.status-changed.v1', 'reader1@example.com'],
      ['bounce-ledger.bounce.received.v1', 'reader2@example.com'],
      ['bounce-ledger.recipient.status-changed.v1', 'reader2@example.com'],
    ]);
    expect(body.items?.[1]).toMatchObject({
      specversion: '1.0',
      source: `/bounce-ledger/${service.ledger.ledgerId}`,
      datacontenttype: 'application/json',
      data: { from: 'valid', to: 'quarantined', cause: 'bounce', verdict: { reason: 'user-unknown' } },
    });
    expect(streamed.map(({ data }) => data)).toEqual(body.items);
    expect(streamed.map(({ id }) => id)).toEqual(streamed.map(({ data }) => data.data.position));
    expect(streamed.map(({ event }) => event)).toEqual(streamed.map(({ data }) => data.type));
  });

  it('goes on after the last event that a client saw, without gap or repeat, with what comes later too', async () => {
    const service = await httpService();
    await bounce(service, 1);
    await bounce(service, 2);
    const url = `${service.url}/v1/events`;

    const first = await take(url, 3);
    const rest = take(url, 3, { 'last-event-id': String(first.at(-1)?.id) });
    await bounce(service, 3);
    const all = await take(url, 6);

    expect([...first, ...(await rest)]).toEqual(all);
    expect(new Set(all.map(({ data }) => data.id)).size).toBe(6);
    expect(await take(`${url}?after=${encodeURIComponent(String(first[0]?.id))}`, 5)).toEqual(all.slice(1));
  });

  it('pages through to the end, from any position on', async () => {
    const service = await httpService();
    await bounce(service, 1);
    const position = await bounce(service, 2);
    const { body: all } = await service.request('GET', `/v1/events?minPosition=${position}`);

    const paged = [];
    let query = 'limit=3';
    for (;;) {
      const { body } = await service.request('GET', `/v1/events?${query}`);
      paged.push(...(body.items ?? []));
      if (body.next === null) break;
      query = `limit=3&cursor=${encodeURIComponent(String(body.next))}`;
    }

    expect(paged).toEqual(all.items);
  });

  it('gives only the types and the campaign that are asked for', async () => {
    const service = await httpService();
    await service.request('POST', '/v1/campaigns', { json: { id: 'spring', purpose: 'bulk' } });
    await service.request('POST', '/v1/campaigns/spring/sends', {
      json: { batchId: 'b1', sends: [{ recipient: 'reader1@example.com', sentAt: '2026-11-21T08:00:00Z' }] },
    });
    await bounce(service, 1);
    const position = await bounce(service, 2);
    const subjects = async (query: string): Promise<unknown[] | undefined> => {
      const { body } = await service.request('GET', `/v1/events?minPosition=${position}&${query}`);
      return body.items?.map(({ subject }) => subject);
    };

    expect(await subjects('types=bounce.received')).toEqual(['reader1@example.com', 'reader2@example.com']);
    expect(await subjects('types=complaint.received,delivery.delayed')).toEqual([]);
    expect(await subjects('campaignId=spring&types=bounce.received')).toEqual(['reader1@example.com']);
    expect(await subjects('campaignId=autumn')).toEqual([]);
  });

  it('refuses a position that is none before the stream begins', async () => {
    const { request } = await httpService();

    expect(
      await request('GET', '/v1/events', { headers: { ...EVENT_STREAM, 'last-event-id': 'nonsense' } }),
    ).toMatchObject({ status: 400, body: { type: 'urn:bounce-ledger:problem:invalid-cursor' } });
  });

  it('ends its streams when the service stops', async () => {
    const service = await httpService();
    await bounce(service, 1);
    const response = await fetch(`${service.url}/v1/events`, { headers: EVENT_STREAM });
    const events = eventsOf(response);
    await events.next();

    await service.close();

    const rest = [];
    for await (const event of events) rest.push(event);
    expect(rest.length).toBeLessThanOrEqual(1);
  });
});
