import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ApiKeys } from './api-keys.js';

describe('API keys', () => {
  const keys = new ApiKeys([
    { name: 'shop', key: 'open-sesame', scopes: ['read'] },
    { name: 'mta', key: 'pipe-key', scopes: ['ingest'] },
  ]);

  it('knows a client by its key', () => {
    expect(keys.clientOf('Bearer open-sesame')).toEqual({ name: 'shop', scopes: ['read'] });
    expect(keys.clientOf('bearer pipe-key')?.name).toBe('mta');
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic open-sesame',
    'open-sesame',
    'Bearer open-sesame x',
    'Bearer open-sesam',
    `Bearer ${createHash('sha256').update('pipe-key').digest('hex')}`,
  ])('knows nobody by %j', (authorization) => {
    expect(keys.clientOf(authorization)).toBeNull();
  });

  it('takes everybody for a local client with every right while no key is configured', () => {
    expect(new ApiKeys([]).clientOf(undefined)?.scopes).toContain('admin');
  });
});
