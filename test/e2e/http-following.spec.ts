import { Module } from '@nestjs/common';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GlobalPosition } from '../../src/events/index.js';
import { createHttpApplication, httpMetadata, type FollowedLog } from '../../src/http/index.js';

@Module({})
class NothingElse {}

/** A service whose reads have followed the log up to a position, and no further. */
async function serviceAt(reached: string | null, failure: string | null = null): Promise<string> {
  const followedLog: FollowedLog = {
    waitFor: (position: GlobalPosition) => Promise.resolve(position === reached),
    isPosition: (text): text is GlobalPosition => /^\d+$/.test(text),
    isCaughtUp: () => reached !== null,
    failure: () => failure,
  };
  const logger = pino({ level: 'silent' });
  const module = { module: NothingElse, ...httpMetadata({ logger, clock: () => new Date(), followedLog }) };
  const app = await createHttpApplication(module, { host: '127.0.0.1', port: 0, apiKeys: [] });
  onTestFinished(() => app.close());
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

describe('following the log', () => {
  it('is ready once the log has been followed to its end', async () => {
    const response = await fetch(`${await serviceAt('1')}/health/ready`);

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'ok',
      info: { readModel: { status: 'up' } },
      error: {},
      details: { readModel: { status: 'up' } },
    });
  });

  it('is alive, but not ready, until then', async () => {
    const url = await serviceAt(null);

    const ready = await fetch(`${url}/health/ready`);
    const live = await fetch(`${url}/health/live`);

    expect(live.status).toBe(200);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('1');
    expect(await ready.json()).toMatchObject({ type: 'urn:bounce-ledger:problem:not-ready' });
    await live.body?.cancel();
  });

  it('says why it is not ready', async () => {
    const behind = await fetch(`${await serviceAt(null)}/health/ready`);
    const cutOff = await fetch(`${await serviceAt(null, 'the event store does not answer')}/health/ready`);

    expect(await behind.json()).toMatchObject({ detail: 'catching up with the log' });
    expect(await cutOff.json()).toMatchObject({ detail: 'the event store does not answer' });
  });

  it('answers a read that waits for a position once it is reached', async () => {
    const response = await fetch(`${await serviceAt('18234')}/metrics?minPosition=18234`);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('bounce_ledger_read_model_caught_up 1');
  });

  it('answers 503 with Retry-After where the position is not reached in time', async () => {
    const response = await fetch(`${await serviceAt('18234')}/metrics?minPosition=18235`);

    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ type: 'urn:bounce-ledger:problem:position-not-reached' });
  });
});
