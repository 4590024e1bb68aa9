import { describe, expect, it } from 'vitest';
import { ApiKeysRequiredError, isLoopback, refuseOpenPort } from './loopback.js';

const key = { name: 'app', key: 'k', scopes: ['read'] } as const;

describe('the loopback rule', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST', 'ledger.localhost'])(
    'takes %s for this machine only',
    (host) => {
      expect(isLoopback(host)).toBe(true);
    },
  );

  it.each(['0.0.0.0', '::', '', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '::ffff:10.0.0.1'])(
    'does not take "%s" for this machine only',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );

  it('refuses a host that others can reach while there is no API key, and says what to do', () => {
    expect(() => {
      refuseOpenPort({ host: '0.0.0.0', apiKeys: [] });
    }).toThrow(ApiKeysRequiredError);
    expect(() => {
      refuseOpenPort({ host: '0.0.0.0', apiKeys: [] });
    }).toThrow(/http\.apiKeys is empty: configure an API key, or listen on 127\.0\.0\.1/);
  });

  it('lets a host that others can reach be used with an API key', () => {
    expect(() => {
      refuseOpenPort({ host: '0.0.0.0', apiKeys: [key] });
    }).not.toThrow();
  });
});
