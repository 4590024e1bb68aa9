import { EventStoreDBClient } from '@eventstore/db-client';

/** Options of a connection string that the client knows and that make sense here, in lower case. */
const OPTIONS: ReadonlySet<string> = new Set([
  'tls',
  'tlscafile',
  'usercertfile',
  'userkeyfile',
  'connectionname',
  'nodepreference',
  'maxdiscoverattempts',
  'discoveryinterval',
  'gossiptimeout',
  'keepaliveinterval',
  'keepalivetimeout',
]);

/**
 * Makes the client of a connection string (`esdb://` or `esdb+discover://`). Nothing is connected yet.
 *
 * The client repeats the whole string, with its password, on the console when it meets an option that it does not know or
 * no longer honours, and in the errors of its parser. So what it would complain of is refused before, by name only.
 *
 * @throws TypeError that never repeats the string
 */
export function createClient(connectionString: string): EventStoreDBClient {
  assertOptions(connectionString);
  let reason: string;
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    const isAboutTheString = !(error instanceof Error) || 'connectionString' in error;
    reason = isAboutTheString ? 'it has the form esdb://user:password@host:2113?tls=true' : error.message;
  }
  // Without the cause, which holds the string.
  throw new TypeError(`the connection string of EventStoreDB is not usable: ${reason}`);
}

function assertOptions(connectionString: string): void {
  const [, query = ''] = connectionString.split(/\?(.*)/s);
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const name = pair.split('=')[0] ?? '';
    if (!OPTIONS.has(name.trim().toLowerCase().replace(/[_-]/g, ''))) {
      const shown = /^[\w-]{1,40}$/.test(name) ? name : 'one';
      throw new TypeError(`the connection string of EventStoreDB has an option that is not supported: ${shown}`);
    }
  }
}
