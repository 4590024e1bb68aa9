import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { PastPoint } from '../../read-model/engine/index.js';
import type { StateLine } from '../../history/as-of/index.js';
import { ServiceRequestError, type ServiceClient } from './service-client.js';
import type { StateAccess, StateOptions } from './state-access.js';

const NOT_READY = 'urn:bounce-ledger:problem:past-not-ready';
const PAUSE_MS = 500;

/** Past states of a running service, which works them out. */
export class HttpState implements StateAccess {
  constructor(private readonly service: ServiceClient) {}

  async *lines({ asOf, rulesetVersion }: PastPoint, { signal }: StateOptions): AsyncGenerator<StateLine> {
    const query = new URLSearchParams({
      ...(asOf !== undefined && { asOf }),
      ...(rulesetVersion !== undefined && { rulesetVersion: String(rulesetVersion) }),
    });
    const { body } = await this.#ask(`/v1/state?${query.toString()}`, signal);
    let last: StateLine | null = null;
    if (body !== null) {
      const input = Readable.fromWeb(body, { signal });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        last = JSON.parse(line) as StateLine;
        yield last;
      }
    }
    // Cut off, it would look like fewer recipients.
    if (last === null || !('totals' in last)) throw new ServiceRequestError('the answer ended before its end', null);
  }

  async #ask(path: string, signal: AbortSignal): Promise<Response> {
    for (;;) {
      try {
        return await this.service.request('GET', path, { signal });
      } catch (error) {
        if (!(error instanceof ServiceRequestError) || error.problem !== NOT_READY) throw error;
        await delay(PAUSE_MS, undefined, { signal });
      }
    }
  }
}
