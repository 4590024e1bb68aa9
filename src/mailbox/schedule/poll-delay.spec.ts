import { describe, expect, it } from 'vitest';
import { pollDelay } from './poll-delay.js';

const MINUTE_MS = 60_000;

function error(code: string, verb: string | null = null, responseCode: string | null = null) {
  return { error: { code, message: '', verb, responseCode }, notReached: 0, appended: 0 };
}

function delays(report: ReturnType<typeof error>, times: number, pollIntervalSeconds = 1): number[] {
  const all: number[] = [];
  let failures = 0;
  for (let time = 0; time < times; time++) {
    const lastErrorCode = time === 0 ? null : report.error.code;
    const next = pollDelay(report, { pollIntervalSeconds, failures, lastErrorCode }, 0);
    all.push(next.delayMs);
    ({ failures } = next);
  }
  return all;
}

describe('the time until a mailbox is polled again', () => {
  const wellBefore = { pollIntervalSeconds: 60, failures: 0, lastErrorCode: null };

  it('is the interval after a collection that ended well', () => {
    expect(pollDelay({ error: null, notReached: 0, appended: 3 }, wellBefore, 0.5).delayMs).toBe(MINUTE_MS);
  });

  it('is none while a large mailbox is emptied in several sessions', () => {
    expect(pollDelay({ error: null, notReached: 7, appended: 3 }, wellBefore, 0.5).delayMs).toBe(0);
  });

  it('doubles with each network failure in a row, up to a quarter of an hour', () => {
    expect(delays(error('pop3-connect', 'connect'), 10).map((ms) => ms / 1000)).toEqual([
      5, 10, 20, 40, 80, 160, 320, 640, 900, 900,
    ]);
  });

  it.each([
    ['the response code AUTH', error('pop3-refused-auth', 'PASS', 'AUTH')],
    ['a refused password without a response code', error('pop3-refused', 'PASS')],
    ['a server that hangs up on the password', error('pop3-closed', 'PASS')],
    ['a refused digest', error('pop3-refused', 'APOP')],
    ['a token endpoint that refuses', error('oauth-refused')],
    ['the response code SYS/PERM', error('pop3-refused-sys-perm', 'PASS', 'SYS/PERM')],
  ])('is at least a quarter of an hour after %s, and doubles', (_what, report) => {
    expect(delays(report, 3).map((ms) => ms / MINUTE_MS)).toEqual([15, 30, 60]);
  });

  it.each([
    ['IN-USE', 0.5],
    ['LOGIN-DELAY', 1],
    ['SYS/TEMP', 1],
  ])('is short at first after %s', (responseCode, minutes) => {
    expect(delays(error(`pop3-refused-${responseCode}`, 'PASS', responseCode), 1)).toEqual([minutes * MINUTE_MS]);
  });

  it('starts again when the failure is another one', () => {
    const history = { pollIntervalSeconds: 1, failures: 6, lastErrorCode: 'pop3-timeout' };
    expect(pollDelay(error('pop3-connect'), history, 0)).toEqual({ delayMs: 5_000, failures: 1 });
  });

  it('is never less than the interval', () => {
    expect(delays(error('pop3-connect'), 1, 120)).toEqual([2 * MINUTE_MS]);
  });

  it('is lengthened by chance, so that mailboxes that failed together come back apart', () => {
    const { delayMs } = pollDelay(error('pop3-connect'), wellBefore, 0.5);
    expect(delayMs).toBe(1.1 * MINUTE_MS);
  });
});
