import type { JsonObject, JsonValue } from '../../events/index.js';
import { AppendCall } from './append-call.js';
import { Append } from './append.js';
import { Connection } from './connection.js';
import { changeStreamMetadata } from './stream-metadata.js';

const ANSWER_TIMEOUT_MS = 10_000;
/** Who may read the whole log where nobody has said so. */
const DEFAULT_READERS = ['$admins'];

/**
 * Lets a user, or a group of users, read the whole log (`$all`), which every projection follows; who may read it
 * already still may.
 * @param url connection string of an administrator
 * @returns whether they could not before
 * @throws TypeError, EventStoreUnavailableError
 */
export async function grantReading(url: string, user: string): Promise<boolean> {
  const connection = new Connection(url);
  try {
    const append = new Append(new AppendCall(connection, ANSWER_TIMEOUT_MS), []);
    return await changeStreamMetadata(connection, append, '$all', (fields) => withReader(fields, user));
  } finally {
    await connection.close();
  }
}

/** The fields with one more reader in their access control list; null where the user is one. */
function withReader(fields: JsonObject, user: string): JsonObject | null {
  const { $acl = {} } = fields;
  const list = typeof $acl === 'object' && $acl !== null && !Array.isArray($acl) ? ($acl as JsonObject) : {};
  const { $r: stated = DEFAULT_READERS } = list;
  const readers: readonly JsonValue[] = Array.isArray(stated) ? (stated as readonly JsonValue[]) : [stated];
  return readers.includes(user) ? null : { ...fields, $acl: { ...list, $r: [...readers, user] } };
}
