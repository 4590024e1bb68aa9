import { Readable } from 'node:stream';
import type { Chunks, ListType } from '../../lists/index.js';
import type { LookupPurpose } from '../../read-model/recipients/index.js';
import type { ImportReport, ImportRequest, SuppressionFilter } from '../../read-model/suppressions/index.js';
import type { ImportRun, ListsAccess } from './lists-access.js';
import { ServiceRequestError, type ServiceClient } from './service-client.js';

const MEDIA_TYPES: Readonly<Record<ListType, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson' };
/** What a list is, its first bytes tell. */
const ANY_LIST = 'text/csv';

/** Lists of the ledger of a running service. */
export class HttpLists implements ListsAccess {
  constructor(private readonly service: ServiceClient) {}

  importList(list: Chunks, request: ImportRequest, { signal }: ImportRun): Promise<ImportReport> {
    const path = `/v1/suppressions/imports?${queryOf({ ...request })}`;
    return this.service.json<ImportReport>('POST', path, { stream: Readable.from(list), type: ANY_LIST, signal });
  }

  async *exportList(filter: SuppressionFilter, type: ListType, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const path = `/v1/suppressions?${queryOf({ ...filter })}`;
    yield* bytesOf(await this.service.request('GET', path, { accept: MEDIA_TYPES[type], signal }));
  }

  async *lookUpList(list: Chunks, purpose: LookupPurpose, type: ListType): AsyncGenerator<Uint8Array> {
    const options = { stream: Readable.from(list), type: ANY_LIST, accept: MEDIA_TYPES[type] };
    yield* bytesOf(await this.service.request('POST', `/v1/recipients/lookup?purpose=${purpose}`, options));
  }
}

function queryOf(fields: Readonly<Record<string, string | boolean | null | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined) query.set(name, String(value));
  }
  return query.toString();
}

/** @throws ServiceRequestError if the answer is cut off: it would look like a shorter list */
async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  try {
    yield* Readable.fromWeb(body) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new ServiceRequestError('the answer is incomplete', null, { cause });
  }
}
