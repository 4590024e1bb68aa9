import { describe, expect, it } from 'vitest';
import { Intake, type MailReader } from '../../src/ledger/index.js';
import { parseEvent, serialiseEvent } from '../../src/events/index.js';
import { notUnderstood } from '../history/reinterpretation/reinterpreting-kit.js';
import { bounceMail } from './bounce-mail.js';
import { httpService, type HttpService } from './http-service.js';

const PATH = '/v1/reinterpretations';

async function withMailSetAside(): Promise<HttpService> {
  const service = await httpService();
  const { ledger, evidence, reader, rulesets } = service;
  const former: MailReader = {
    async read(mail) {
      const reading = await reader.read(mail);
      return {
        ...reading,
        events: notUnderstood(reading.events.map(parseEvent), rulesets.current).map(serialiseEvent),
      };
    },
    close: () => Promise.resolve(),
  };
  const intake = new Intake({ ledger, evidence, reader: former });
  await intake.receive(bounceMail({ recipient: 'ana@example.com' }), { mailbox: null, uidl: null });
  return service;
}

async function ended({ request }: HttpService, id: unknown): Promise<Record<string, unknown>> {
  const path = `${PATH}/${String(id)}`;
  await expect.poll(async () => (await request('GET', path)).body['state']).not.toBe('running');
  return (await request('GET', path)).body;
}

describe('/v1/reinterpretations', () => {
  it('reads evidence again, and says what it found', async () => {
    const service = await withMailSetAside();
    const { request } = service;

    const dry = await request('POST', PATH, { json: { dryRun: true } });
    expect(dry).toMatchObject({ status: 202, body: { dryRun: true, state: 'running' } });
    expect(await ended(service, dry.body['id'])).toMatchObject({ state: 'completed', changed: 1, position: null });

    const begun = await request('POST', PATH, { json: {} });
    const done = await ended(service, begun.body['id']);
    expect(done).toMatchObject({ state: 'completed', error: null, scanned: 1, changed: 1, bounces: { gained: 1 } });
    const recipient = await request('GET', `/v1/recipients/ana@example.com?minPosition=${String(done['position'])}`);
    expect(recipient.body).toMatchObject({ status: 'quarantined' });
  });

  it('refuses a second one while the first is under way, and stops when it is told to', async () => {
    const { request } = await withMailSetAside();
    const [one, other] = await Promise.all([
      request('POST', PATH, { json: { dryRun: true } }),
      request('POST', PATH, { json: { dryRun: true } }),
    ]);
    const statuses = [one.status, other.status].sort((a, b) => a - b);
    // The first may be over by then: a ledger of one mail is soon read.
    expect([
      [202, 202],
      [202, 409],
    ]).toContainEqual(statuses);
    const id = (one.status === 202 ? one : other).body['id'];
    const stopped = await request('POST', `${PATH}/${String(id)}/stop`);
    expect(['stopped', 'completed']).toContain(stopped.body['state']);
  });

  it.each([
    ['POST', PATH, { dryRun: 'yes' }, 400],
    ['GET', `${PATH}/x`, undefined, 400],
    ['GET', `${PATH}/0c5a2f5e-52a3-4a6b-8a8f-0d7a3c1b2e4f`, undefined, 404],
    ['POST', `${PATH}/0c5a2f5e-52a3-4a6b-8a8f-0d7a3c1b2e4f/stop`, undefined, 404],
  ])('answers %s %s with %j as a problem', async (method, path, json, status) => {
    const { request } = await httpService();
    expect(await request(method, path, json === undefined ? {} : { json })).toMatchObject({ status });
  });
});
