import type { UndeterminedCluster } from '../../read-model/undetermined/index.js';
import type { ServiceClient } from './service-client.js';
import type { UndeterminedAccess } from './undetermined-access.js';

/** The texts that no rule of a running service knows. */
export class HttpUndetermined implements UndeterminedAccess {
  constructor(private readonly service: ServiceClient) {}

  async list(limit: number): Promise<readonly UndeterminedCluster[]> {
    const path = `/v1/undetermined?limit=${limit}`;
    return (await this.service.json<{ readonly items: readonly UndeterminedCluster[] }>('GET', path)).items;
  }

  find(id: string): Promise<UndeterminedCluster | null> {
    return this.service.find<UndeterminedCluster>(`/v1/undetermined/${encodeURIComponent(id)}`);
  }
}
