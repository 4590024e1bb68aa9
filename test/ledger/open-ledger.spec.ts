import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger, readOrMakeSecret, SecretFileError, WrongLedgerSecretError } from '../../src/ledger/index.js';
import {
  eventsOf,
  NOW,
  SECRET,
  sequentialIds,
  temporaryDirectory,
  temporaryLedger,
} from '../support/temporary-ledger.js';

describe('a ledger', () => {
  it('is created once, and keeps its id', async () => {
    const { ledger } = await temporaryLedger();
    const again = await openLedger(ledger.store, { secret: SECRET, clock: () => NOW, ids: sequentialIds() });
    expect(again.ledgerId).toBe(ledger.ledgerId);
    expect(await eventsOf(ledger.store, 'ledger')).toMatchObject([
      { type: 'LedgerCreated', data: { ledgerId: ledger.ledgerId, normaliserVersion: 2 } },
    ]);
  });

  it('opened by two at once is one ledger', async () => {
    const { ledger } = await temporaryLedger();
    const open = () => openLedger(ledger.store, { secret: SECRET, clock: () => NOW, ids: sequentialIds() });
    const ids = (await Promise.all([open(), open()])).map(({ ledgerId }) => ledgerId);
    expect(new Set(ids)).toEqual(new Set([ledger.ledgerId]));
  });

  it('refuses another secret, and holds neither', async () => {
    const { ledger } = await temporaryLedger();
    const secret = Buffer.from('another secret of thirty-two bytes');
    await expect(openLedger(ledger.store, { secret, clock: () => NOW, ids: sequentialIds() })).rejects.toBeInstanceOf(
      WrongLedgerSecretError,
    );
    expect(JSON.stringify(await eventsOf(ledger.store))).not.toContain(SECRET.toString());
  });
});

describe('the secret file', () => {
  it('is made once, for its owner only', () => {
    const file = join(temporaryDirectory(), 'ledger.secret');
    const secret = readOrMakeSecret(file);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(readOrMakeSecret(file)).toEqual(secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('that is too short or cannot be read is refused by name', () => {
    const file = join(temporaryDirectory(), 'short');
    writeFileSync(file, 'short\n');
    expect(() => readOrMakeSecret(file)).toThrow(SecretFileError);
    expect(() => readOrMakeSecret(join(file, 'below'))).toThrow(/secret file .*below: ENOTDIR/);
  });
});
