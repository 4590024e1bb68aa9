import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SendsCommands } from '../../src/read-model/campaigns/sends/sends-commands.js';
import type { RegisteredSend } from '../../src/events/index.js';
import { eventsOf, temporaryLedger } from '../support/temporary-ledger.js';
import { httpService } from './http-service.js';

const SENT_AT = '2026-11-21T08:00:00Z';
const NDJSON = { 'content-type': 'application/x-ndjson' };
const origin = { correlationId: 'c1', actor: 'test' };

const send = (n: number) => ({
  recipient: `Reader${n}@Example.com`,
  messageId: `<s${n}@news.example.net>`,
  sendId: `s${n}`,
  sentAt: SENT_AT,
});
const lines = (count: number) => Array.from({ length: count }, (_, n) => JSON.stringify(send(n))).join('\n');

describe('sends over HTTP', () => {
  it('registers a batch by keyed digests, never by address or Message-ID', async () => {
    const { request, ledger } = await httpService();

    const { status, body } = await request('POST', '/v1/sends', { json: { batchId: 'b1', sends: [send(1)] } });

    expect(status).toBe(201);
    expect(body).toMatchObject({ batchId: 'b1', accepted: 1, alreadyKnown: false, rejected: [], rejectedCount: 0 });
    const [recorded] = await eventsOf(ledger.store, 'sends-b1');
    expect(recorded?.data).toEqual({
      batchId: 'b1',
      campaignId: null,
      part: 0,
      last: true,
      sends: [
        {
          recipientKey: ledger.keys.recipientKey('reader1@example.com'),
          domain: 'example.com',
          messageIdKey: ledger.keys.messageIdKey('s1@news.example.net'),
          sendId: 's1',
          sentAt: '2026-11-21T08:00:00.000Z',
        },
      ],
    });
  });

  it('takes NDJSON of any length in parts that each fit into one append', async () => {
    const { request, ledger } = await httpService();
    await request('POST', '/v1/campaigns', { json: { id: 'spring', purpose: 'bulk' } });

    const { status, body } = await request('POST', '/v1/campaigns/spring/sends?batchId=b1', {
      body: lines(12_000),
      headers: NDJSON,
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({ accepted: 12_000, alreadyKnown: false, rejectedCount: 0 });
    const parts = await eventsOf(ledger.store, 'sends-b1');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(({ data }) => [data['campaignId'], data['part'], data['last']])).toEqual(
      parts.map((_, part) => ['spring', part, part === parts.length - 1]),
    );
    expect(Math.max(...parts.map((part) => JSON.stringify(part).length))).toBeLessThan(900_000);
    expect(parts.flatMap(({ data }) => data['sends'])).toHaveLength(12_000);
    expect(body.position).toBe(parts.at(-1)?.position);
  });

  it('counts a batch once, however often and in whatever form it comes', async () => {
    const { request, ledger } = await httpService();

    const first = await request('POST', '/v1/sends?batchId=b1', { body: lines(3), headers: NDJSON });
    const again = await request('POST', '/v1/sends', { json: { batchId: 'b1', sends: [0, 1, 2].map(send) } });

    expect(again).toMatchObject({ status: 200, body: { ...first.body, alreadyKnown: true } });
    expect(await eventsOf(ledger.store, 'sends-b1')).toHaveLength(1);
  });

  it.each([
    ['other sends', [send(1), send(3)]],
    ['fewer sends', [send(1)]],
    ['more sends', [send(1), send(2), send(3)]],
  ])('refuses %s under the id of a batch', async (_, sends) => {
    const { request } = await httpService();
    await request('POST', '/v1/sends', { json: { batchId: 'b1', sends: [send(1), send(2)] } });

    expect(await request('POST', '/v1/sends', { json: { batchId: 'b1', sends } })).toMatchObject({
      status: 409,
      body: { type: 'urn:bounce-ledger:problem:batch-conflict' },
    });
  });

  it('names the lines that it could not take, and records the others', async () => {
    const { request, ledger } = await httpService();
    const body = [
      JSON.stringify(send(1)),
      'not json',
      '',
      '[1]',
      JSON.stringify({ ...send(2), recipient: 'nobody' }),
      JSON.stringify({ ...send(2), sentAt: '2026-11-21' }),
      JSON.stringify({ ...send(2), sendId: 'a b' }),
      JSON.stringify({ ...send(2), messageId: 7 }),
      JSON.stringify({ ...send(2), colour: 'red' }),
      JSON.stringify({ ...send(2), recipient: `${'x'.repeat(20_000)}@example.com` }),
      `${JSON.stringify(send(3))}\r`,
    ].join('\n');

    const answer = await request('POST', '/v1/sends?batchId=b1', {
      body,
      headers: NDJSON,
    });

    expect(answer).toMatchObject({ status: 201, body: { accepted: 2, rejectedCount: 8 } });
    expect(answer.body['rejected']).toEqual([
      { line: 2, error: 'is not JSON' },
      { line: 4, error: 'is not an object' },
      { line: 5, error: 'recipient is not a mail address' },
      { line: 6, error: 'sentAt must be a date and time with an offset, such as 2026-11-21T08:00:00Z' },
      { line: 7, error: 'sendId must match [A-Za-z0-9._~-]{1,128}' },
      { line: 8, error: 'messageId is not a Message-ID' },
      { line: 9, error: 'colour is not a field of a send' },
      { line: 10, error: 'is longer than 16384 bytes' },
    ]);
    const [recorded] = await eventsOf(ledger.store, 'sends-b1');
    expect(recorded?.data['sends']).toMatchObject([{ sendId: 's1' }, { sendId: 's3' }]);
  });

  it('records nothing of a batch in which no send can be taken, so that the id stays free', async () => {
    const { request, ledger } = await httpService();

    expect(await request('POST', '/v1/sends', { json: { batchId: 'b1', sends: [7] } })).toMatchObject({
      status: 400,
      body: {
        type: 'urn:bounce-ledger:problem:nothing-to-record',
        errors: [{ path: 'line 1', message: 'is not an object' }],
      },
    });
    expect(await eventsOf(ledger.store, 'sends-b1')).toEqual([]);
  });

  it.each([
    ['NDJSON without the id of its batch', '/v1/sends', lines(1), NDJSON],
    ['JSON without the id of its batch', '/v1/sends', '{"sends":[1]}', { 'content-type': 'application/json' }],
    ['an id that is none', '/v1/sends?batchId=a%20b', lines(1), NDJSON],
  ])('refuses %s', async (_, path, body, headers) => {
    const { request } = await httpService();

    expect(await request('POST', path, { body, headers })).toMatchObject({
      status: 400,
      body: { type: 'urn:bounce-ledger:problem:invalid-request', errors: [{ path: 'batchId' }] },
    });
  });

  it('leaves a batch whose upload broke off incomplete, and completes it when the same batch comes again', async () => {
    const { request, url, ledger } = await httpService();
    const whole = lines(9_000);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      'POST /v1/sends?batchId=b1 HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n' +
        `content-length: ${Buffer.byteLength(whole)}\r\n\r\n${whole.slice(0, whole.length * 0.8)}`,
    );
    let broken = await eventsOf(ledger.store, 'sends-b1');
    while (broken.length === 0) {
      await setImmediate();
      broken = await eventsOf(ledger.store, 'sends-b1');
    }
    socket.destroy();
    const answer = await request('POST', '/v1/sends?batchId=b1', { body: whole, headers: NDJSON });

    expect(broken.map(({ data }) => data['last'])).not.toContain(true);
    expect(answer).toMatchObject({ status: 201, body: { accepted: 9_000, alreadyKnown: false } });
    const parts = await eventsOf(ledger.store, 'sends-b1');
    expect(parts.map(({ data }) => data['last'])).toEqual(parts.map((_, part) => part === parts.length - 1));
    expect(parts.flatMap(({ data }) => data['sends'])).toHaveLength(9_000);
  });
});

describe('recording a batch in parts', () => {
  const registered = (n: number): RegisteredSend => ({
    recipientKey: n.toString(16).padStart(64, '0'),
    domain: 'example.com',
    messageIdKey: null,
    sendId: `s${n}`,
    sentAt: '2026-11-21T08:00:00.000Z',
  });
  const batch = { batchId: 'b1', campaignId: null };
  const sends = Array.from({ length: 10 }, (_, n) => registered(n));

  it('goes on after the parts that are there, whichever was the last before it stopped', async () => {
    for (let stopped = 1; stopped <= 10; stopped++) {
      const { ledger } = await temporaryLedger();
      const commands = new SendsCommands(ledger, 400);
      const breaking = function* () {
        yield* sends.slice(0, stopped);
        throw new Error('broke off');
      };

      await expect(commands.record(batch, breaking(), origin)).rejects.toThrow('broke off');
      const recorded = await commands.record(batch, sends, origin);

      expect(recorded).toMatchObject({ accepted: 10, alreadyKnown: false });
      expect((await eventsOf(ledger.store, 'sends-b1')).flatMap(({ data }) => data['sends'])).toEqual(sends);
      expect(await commands.record(batch, sends, origin)).toEqual({ ...recorded, alreadyKnown: true });
    }
  });

  it('records a batch once that two writers bring at the same time', async () => {
    const { ledger } = await temporaryLedger();
    const commands = new SendsCommands(ledger, 400);

    const both = await Promise.all([1, 2].map(() => commands.record(batch, sends, origin)));

    expect(both.map(({ accepted }) => accepted)).toEqual([10, 10]);
    expect((await eventsOf(ledger.store, 'sends-b1')).flatMap(({ data }) => data['sends'])).toEqual(sends);
  });
});
