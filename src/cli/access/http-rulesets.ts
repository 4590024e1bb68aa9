import type {
  PublishedReceipt,
  PublishRequest,
  RulesetDiff,
  RulesetQueries,
  RulesetSummary,
  RulesetView,
} from '../../history/rulesets/index.js';
import type { ServiceClient } from './service-client.js';

interface RulesetPage {
  readonly items: readonly RulesetSummary[];
  readonly next: string | null;
  readonly position: string;
}

/** The rulesets of a running service. */
export class HttpRulesets implements RulesetQueries {
  constructor(private readonly service: ServiceClient) {}

  async list(): Promise<{ readonly rulesets: readonly RulesetSummary[]; readonly position: string }> {
    const rulesets: RulesetSummary[] = [];
    let path = '/v1/rulesets?limit=1000';
    for (;;) {
      const { items, next, position } = await this.service.json<RulesetPage>('GET', path);
      rulesets.push(...items);
      if (next === null) return { rulesets, position };
      path = `/v1/rulesets?limit=1000&cursor=${encodeURIComponent(next)}`;
    }
  }

  async find(version?: number): Promise<RulesetView> {
    return this.service.json<RulesetView>('GET', `/v1/rulesets/${version ?? (await this.#latest())}`);
  }

  diff(from: number, to: number | 'shipped'): Promise<RulesetDiff> {
    return this.service.json<RulesetDiff>('GET', `/v1/rulesets/${from}/diff?to=${to}`);
  }

  async publish({ document, defaults, expectedVersion }: PublishRequest): Promise<PublishedReceipt> {
    const json = { ruleset: document, defaults, expectedVersion: expectedVersion ?? (await this.#latest()) };
    return this.service.json<PublishedReceipt>('POST', '/v1/rulesets', { json });
  }

  async rollback(version: number, expectedVersion?: number): Promise<PublishedReceipt> {
    const json = { expectedVersion: expectedVersion ?? (await this.#latest()) };
    return this.service.json<PublishedReceipt>('POST', `/v1/rulesets/${version}/rollback`, { json });
  }

  async #latest(): Promise<number> {
    const { items } = await this.service.json<RulesetPage>('GET', '/v1/rulesets?limit=1');
    return items[0]?.version ?? 1;
  }
}
