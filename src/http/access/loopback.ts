import { BlockList, isIP } from 'node:net';
import type { HttpOptions } from '../application/http-options.js';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8, 'ipv4');
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether a host to listen on, or the name in a Host header, can only be this machine. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const version = isIP(name);
  if (version !== 0) return LOOPBACK.check(name, version === 6 ? 'ipv6' : 'ipv4');
  // RFC 6761, 6.3: these names are loopback wherever they are resolved.
  return name === 'localhost' || name.endsWith('.localhost');
}

/** Without API keys everybody who reaches the port may do everything: it must not be reachable from elsewhere. */
export class ApiKeysRequiredError extends Error {
  readonly code = 'api-keys-required';
  constructor(readonly host: string) {
    super(
      `http.host ${host} can be reached from other machines and http.apiKeys is empty: configure an API key, or listen on 127.0.0.1`,
    );
    this.name = 'ApiKeysRequiredError';
  }
}

/** @throws ApiKeysRequiredError */
export function refuseOpenPort({ host, apiKeys }: Pick<HttpOptions, 'host' | 'apiKeys'>): void {
  if (apiKeys.length === 0 && !isLoopback(host)) throw new ApiKeysRequiredError(host);
}
