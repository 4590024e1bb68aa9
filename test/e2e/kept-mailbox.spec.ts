import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { loadSettings } from '../../src/config/index.js';
import { startService } from '../../src/service/index.js';
import { PASSWORD, startMaildropServer } from '../support/maildrop-server.js';
import { temporaryDirectory } from '../support/temporary-ledger.js';

const MAILS = Array.from({ length: 300 }, (_, n) => Buffer.from(`Subject: mail ${n}\r\n\r\nText of ${n}.\r\n`));

describe('a service whose mailboxes keep their mails', () => {
  it.each([
    ['after: keep', { after: 'keep' }],
    ['deleteAfter', { after: 'delete', deleteAfter: '7d' }],
  ])(
    'knows what it has seen by the ledger alone: with the read model gone it retrieves nothing twice (%s)',
    async (_, mode) => {
      const server = await startMaildropServer(MAILS);
      const directory = temporaryDirectory();
      const file = join(directory, 'bounce-ledger.yaml');
      const { user, effectivePort: port } = server.options();
      const mailbox = { name: 'kept', host: '127.0.0.1', port, tls: 'none', user, password: PASSWORD, ...mode };
      writeFileSync(file, JSON.stringify({ dataDir: 'data', http: { port: 0 }, mailboxes: [mailbox] }));
      /** Runs until the mailbox was collected from. */
      const run = async () => {
        const service = await startService(loadSettings(file), pino({ level: 'silent' }));
        onTestFinished(() => service.close());
        const { mailboxes, readModel, ledger } = service.bounceLedger;
        await vi.waitFor(() => {
          expect(mailboxes.find('kept')?.nextCollectionAt).not.toBeNull();
          expect(mailboxes.find('kept')?.lastSuccessAt).not.toBeNull();
        }, 30_000);
        const head = await ledger.store.head();
        if (head !== null) await readModel.waitFor(head, 10_000);
        const custody = mailboxes.find('kept')?.custody;
        await service.close();
        return custody;
      };

      expect(await run()).toMatchObject({ listed: 300, appended: 300, deleted: 0, left: 300 });
      expect(server.count('RETR')).toBe(300);
      rmSync(join(directory, 'data', 'read-models'), { recursive: true });
      server.maildrop.mails = [
        ...server.maildrop.mails,
        { uidl: 'new', bytes: Buffer.from('Subject: new\r\n\r\nText.\r\n') },
      ];
      expect(await run()).toMatchObject({ appended: 301, alreadyKnown: 300, deleted: 0 });
      expect(server.count('RETR')).toBe(301);
      expect(server.connections).toBe(2);
    },
  );
});
