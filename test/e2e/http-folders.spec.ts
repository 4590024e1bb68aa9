import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { httpService } from './http-service.js';

const SOURCE = join(import.meta.dirname, '../../src');

/** The file that holds each route: found at the first guess by somebody who knows the route and the folders' names. */
const FILES = {
  'http/operations/': ['GET /health/identity', 'GET /health/live', 'GET /health/ready', 'GET /metrics'],
  'read-model/recipients/http/': [
    'GET /v1/recipients',
    'GET /v1/recipients/{address}',
    'GET /v1/recipients/{address}/history',
    'POST /v1/recipients/lookup',
    'POST /v1/recipients/{address}/suppress',
    'POST /v1/recipients/{address}/release',
  ],
  'read-model/suppressions/http/': [
    'GET /v1/suppressions',
    'POST /v1/suppressions/imports',
    'GET /v1/suppressions/imports/{importId}',
  ],
  'read-model/campaigns/http/': [
    'GET /v1/campaigns',
    'GET /v1/campaigns/{id}',
    'POST /v1/campaigns',
    'POST /v1/campaigns/{id}/totals',
    'POST /v1/campaigns/{id}/sends',
    'POST /v1/sends',
  ],
  'read-model/bounces/http/bounces.controller.ts': ['GET /v1/bounces', 'GET /v1/bounces/{id}'],
  'read-model/mails/http/mails.controller.ts': [
    'GET /v1/mails',
    'GET /v1/mails/{id}',
    'GET /v1/mails/{id}/evidence',
    'POST /v1/mails',
  ],
  'read-model/undetermined/http/undetermined.controller.ts': ['GET /v1/undetermined', 'GET /v1/undetermined/{id}'],
  'read-model/reporting-mtas/http/reporting-mtas.controller.ts': ['GET /v1/reporting-mtas'],
  'read-model/feed/http/feed.controller.ts': ['GET /v1/events'],
  'read-model/mailboxes/http/mailboxes.controller.ts': ['GET /v1/mailboxes', 'GET /v1/mailboxes/{name}'],
  'read-model/mailboxes/http/collections.controller.ts': ['POST /v1/mailboxes/{name}/collections'],
  'read-model/engine/http/rebuilds.controller.ts': ['POST /v1/read-model/rebuilds'],
  'history/rulesets/http/rulesets.controller.ts': [
    'GET /v1/rulesets',
    'GET /v1/rulesets/{version}',
    'GET /v1/rulesets/{version}/diff',
    'POST /v1/rulesets',
    'POST /v1/rulesets/{version}/rollback',
  ],
  'history/reclassification/http/reclassifications.controller.ts': [
    'GET /v1/reclassifications',
    'GET /v1/reclassifications/{id}',
    'POST /v1/reclassifications',
    'POST /v1/reclassifications/{id}/cancel',
  ],
  'history/reinterpretation/http/reinterpretations.controller.ts': [
    'GET /v1/reinterpretations/{id}',
    'POST /v1/reinterpretations',
    'POST /v1/reinterpretations/{id}/stop',
  ],
  'history/as-of/http/state.controller.ts': ['GET /v1/state'],
} as const;

/** The file of each controller class, relative to `src/`. */
function controllerFiles(): ReadonlyMap<string, string> {
  return new Map(
    globSync('**/*.controller.ts', { cwd: SOURCE }).flatMap((file) =>
      [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/^export class (\w+)/gm)].map(
        ([, name = '']) => [name, file] as const,
      ),
    ),
  );
}

describe('the folders', () => {
  it('hold every route in the slice that it is named for', async () => {
    const { request } = await httpService();
    const files = controllerFiles();
    const { paths } = (await request('GET', '/docs-json')).body as unknown as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
    };

    const found = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => {
        const route = `${method.toUpperCase()} ${path}`;
        const file = files.get(operationId.replace(/_.*/, '')) ?? 'in no controller of src/';
        return `${route} is in ${placeOf(file)}`;
      }),
    );

    expect(found.sort()).toEqual(
      Object.entries(FILES)
        .flatMap(([place, routes]) => routes.map((route) => `${route} is in ${place}`))
        .sort(),
    );
  });
});

/** The file itself where the table names it, else its folder, whose controllers share the routes of one name. */
function placeOf(file: string): string {
  return Object.keys(FILES).find((place) => file.startsWith(place)) ?? file;
}
