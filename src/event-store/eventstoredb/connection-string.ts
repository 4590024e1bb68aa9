import { EventStoreDBClient } from '@eventstore/db-client';

/** Options of a connection string that the client honours and that make sense here. */
const OPTIONS = [
  'tls',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const;
const KNOWN_OPTIONS: ReadonlySet<string> = new Set(OPTIONS.map(normalised));

/**
 * Makes the client of a connection string (`esdb://` or `esdb+discover://`). Nothing is connected yet.
 *
 * The client repeats the whole string, with its password, on the console when it meets an option that it does not know
 * or no longer honours, and in the errors of its parser. So what it would complain of is refused before.
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

/** Names no option either: what stands after a question mark may be half of a password. */
function assertOptions(connectionString: string): void {
  const [, query = ''] = connectionString.split(/\?(.*)/s);
  const names = query.split('&').map((pair) => pair.split('=')[0] ?? '');
  if (names.some((name) => name !== '' && !KNOWN_OPTIONS.has(normalised(name)))) {
    throw new TypeError(
      `the connection string of EventStoreDB has an option that is not supported; there are ${OPTIONS.join(', ')}`,
    );
  }
}

/** The client reads names in any case, with or without dashes. */
function normalised(name: string): string {
  return name.trim().toLowerCase().replace(/[_-]/g, '');
}
