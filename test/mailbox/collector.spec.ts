import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Collector, ledgerCustody, UnknownMailboxError, type CollectorOptions } from '../../src/mailbox/index.js';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { eventsOf, NOW, temporaryLedger } from '../support/temporary-ledger.js';

const MINUTE_MS = 60_000;
const MAIL = Buffer.from('Subject: a mail\r\n\r\nText.\r\n');

interface Wait {
  readonly ms: number;
  /** Lets the time pass. */
  readonly pass: () => void;
}

/** A service whose time passes when the test says so. */
async function startService(options: Pick<CollectorOptions, 'mailboxes'> & Partial<CollectorOptions>) {
  const { ledger, intake } = await temporaryLedger();
  const waits: Wait[] = [];
  const lines: string[] = [];
  const service = new Collector({
    intake,
    seen: { receivedAt: () => null },
    custody: ledgerCustody(ledger),
    clock: () => NOW,
    log: {
      info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
      warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
    },
    random: () => 0,
    wait: (ms, signal) =>
      new Promise((pass) => {
        waits.push({ ms, pass });
        if (signal.aborted) pass();
        signal.addEventListener('abort', () => {
          pass();
        });
      }),
    ...options,
  });
  service.start();
  onTestFinished(() => service.stop());
  const waited = async (times: number): Promise<Wait> => {
    await vi.waitFor(() => {
      expect(waits).toHaveLength(times);
    }, 10_000);
    return waits[times - 1] ?? { ms: NaN, pass: () => undefined };
  };
  return { service, ledger, lines, waited };
}

describe('the collector', () => {
  it('polls a mailbox at its interval', async () => {
    const server = await startMaildropServer([MAIL]);
    const { ledger, waited } = await startService({ mailboxes: [server.options({ pollIntervalSeconds: 60 })] });
    const first = await waited(1);
    expect(first.ms).toBe(MINUTE_MS);
    expect(server.maildrop.mails).toEqual([]);
    server.maildrop.mails = [{ uidl: 'later', bytes: Buffer.from('Subject: later\r\n\r\nText.\r\n') }];
    first.pass();
    await waited(2);
    expect(server.maildrop.mails).toEqual([]);
    expect((await eventsOf(ledger.store)).filter(({ type }) => type === 'MailReceived')).toHaveLength(2);
  });

  it('says once that a mailbox lists more mails than a session looks at', async () => {
    const server = await startMaildropServer([MAIL, MAIL, MAIL]);
    const { lines, waited } = await startService({
      mailboxes: [server.options({ after: 'keep' })],
      limits: { maxListedMails: 2 },
    });
    for (const times of [1, 2]) (await waited(times)).pass();
    await waited(3);
    const warnings = lines.filter((line) => line.startsWith('warn'));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('lists 3 mails; a session looks at 2 of them');
  });

  it('tries a wrong password once, says so once, and waits longer each time', async () => {
    const server = await startMaildropServer([MAIL]);
    const { lines, waited } = await startService({ mailboxes: [server.options({ password: 'not it' })] });
    const first = await waited(1);
    expect(server.count('PASS')).toBe(1);
    expect(first.ms).toBe(15 * MINUTE_MS);
    first.pass();
    expect((await waited(2)).ms).toBe(30 * MINUTE_MS);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('warn mailbox bounces: PASS: no such account');
  });

  it('tries a mailbox at once whose configuration or authority has changed, and no other', async () => {
    const server = await startMaildropServer([MAIL]);
    const wrong = server.options({ password: 'not it', caFile: '/none' });
    const { service, waited } = await startService({ mailboxes: [wrong] });
    await waited(1);
    // The file of authorities cannot be read, so nobody was asked.
    expect(server.count('PASS')).toBe(0);
    service.configure([wrong], new Set(['/another']));
    service.configure([{ ...wrong }]);
    service.configure([wrong], new Set(['/none']));
    await waited(2);
    service.configure([server.options({ password: 'not it' })]);
    await waited(3);
    expect(server.count('PASS')).toBe(1);
    service.configure([server.options()]);
    await waited(4);
    expect(server.maildrop.mails).toEqual([]);
    service.configure([]);
    expect(service.mailboxes).toEqual([]);
    await expect(service.collect('bounces')).rejects.toBeInstanceOf(UnknownMailboxError);
  });

  it('says when a mailbox can be reached again, and never a secret', async () => {
    let refuses = true;
    const server = await startMaildropServer([MAIL], (line) =>
      refuses && line.startsWith('PASS') ? `-ERR [SYS/TEMP] no ${line}\r\n` : null,
    );
    const { lines, waited } = await startService({ mailboxes: [server.options()] });
    const first = await waited(1);
    refuses = false;
    first.pass();
    await waited(2);
    expect(lines.map((line) => line.split(' {')[0])).toEqual([
      'warn mailbox bounces: PASS: no PASS ***',
      'info mailbox bounces: reachable again',
    ]);
    expect(lines.join()).not.toContain(PASSWORD);
  });

  it('empties one mailbox while another hangs', async () => {
    const hanging = await startMaildropServer([MAIL], (line) => (line === 'UIDL' ? '' : null));
    const working = await startMaildropServer([MAIL]);
    const { waited } = await startService({
      mailboxes: [hanging.options({ name: 'hanging' }), working.options({ name: 'working' })],
      limits: { stopGraceMs: 10 },
    });
    await waited(1);
    expect(working.maildrop.mails).toEqual([]);
    expect(hanging.count('UIDL')).toBe(1);
  });

  it('opens no more sessions at a time than a host is to be burdened with', async () => {
    let open = 0;
    let mostOpen = 0;
    const server = await startMaildropServer([], (line) => {
      const [verb] = line.split(' ');
      if (verb === 'USER') mostOpen = Math.max(mostOpen, ++open);
      if (verb === 'QUIT') {
        open -= 1;
        return null;
      }
      return verb === 'USER' || verb === 'PASS' ? '+OK\r\n' : '+OK\r\n.\r\n';
    });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const mailboxes = names.map((name) => server.options({ name }));
    const { waited } = await startService({ mailboxes, sessionsPerHost: 2 });
    await waited(names.length);
    expect(mostOpen).toBe(2);
    expect(server.count('QUIT')).toBe(names.length);
  });

  it('collects at once when asked to', async () => {
    const server = await startMaildropServer([]);
    const { service, waited } = await startService({ mailboxes: [server.options()] });
    await waited(1);
    server.maildrop.mails = [{ uidl: 'new', bytes: MAIL }];
    expect(await service.collect('bounces')).toMatchObject({ appended: 1, deleted: 1 });
    await expect(service.collect('unknown')).rejects.toBeInstanceOf(UnknownMailboxError);
  });

  it('has stopped only when a collection that was asked for has ended', async () => {
    const asked = Promise.withResolvers<undefined>();
    const server = await startMaildropServer([MAIL], (line) => {
      if (server.connections === 2 && line === 'RETR 1') asked.resolve(undefined);
      return null;
    });
    server.maildrop.mails = [];
    const { service, waited } = await startService({ mailboxes: [server.options()] });
    await waited(1);
    server.maildrop.mails = [{ uidl: 'new', bytes: MAIL }];
    let ended = false;
    const collected = service.collect('bounces').then((report) => {
      ended = true;
      return report;
    });
    await asked.promise;
    await service.stop();
    expect(ended).toBe(true);
    expect(await collected).toMatchObject({ appended: 1, deleted: 1, error: null });
  });

  it('has taken in what it asked for when it has stopped', async () => {
    const mails = Array.from({ length: 200 }, (_, index) => Buffer.from(`Subject: ${index}\r\n\r\nText.\r\n`));
    const asked = Promise.withResolvers<undefined>();
    const server = await startMaildropServer(mails, (line) => {
      if (line === 'RETR 30') asked.resolve(undefined);
      return null;
    });
    const { service, ledger } = await startService({ mailboxes: [server.options()], limits: { inFlightMails: 10 } });
    await asked.promise;
    await service.stop();
    const received = (await eventsOf(ledger.store)).filter(({ type }) => type === 'MailReceived');
    expect(received.length).toBeGreaterThan(0);
    expect(received.length + server.maildrop.mails.length).toBe(mails.length);
  });

  it('waits with mailboxes whose mails stay until it is known which were taken in before, and with no other', async () => {
    const whole = Promise.withResolvers<undefined>();
    const staying = await startMaildropServer([MAIL]);
    const emptied = await startMaildropServer([MAIL]);
    const { service, waited } = await startService({
      mailboxes: [staying.options({ name: 'staying', after: 'keep' }), emptied.options({ name: 'emptied' })],
      seenIsWhole: () => whole.promise,
    });
    await waited(2);
    expect(emptied.maildrop.mails).toEqual([]);
    expect(staying.connections).toBe(0);
    expect(service.statusOf('staying')).toBeNull();
    whole.resolve(undefined);
    await waited(3);
    expect(staying.count('RETR')).toBe(1);
    expect(service.statusOf('staying')).toEqual({
      lastSuccessAt: NOW.toISOString(),
      lastError: null,
      failingSince: null,
      nextCollectionAt: new Date(NOW.getTime() + MINUTE_MS).toISOString(),
    });
  });

  it('reads them all the same when that cannot be told for long', async () => {
    const server = await startMaildropServer([MAIL]);
    const { waited } = await startService({
      mailboxes: [server.options({ after: 'keep' })],
      seenIsWhole: () => new Promise(() => undefined),
    });
    const longWait = await waited(1);
    expect(longWait.ms).toBe(10 * MINUTE_MS);
    longWait.pass();
    const poll = await waited(2);
    expect(server.count('RETR')).toBe(1);
    expect(poll.ms).toBe(MINUTE_MS);
    poll.pass();
    expect((await waited(3)).ms).toBe(MINUTE_MS);
  });
});
