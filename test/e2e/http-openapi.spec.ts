import { describe, expect, it } from 'vitest';
import { httpService, type AnswerBody } from './http-service.js';

interface Operation {
  readonly summary?: string;
  readonly security?: unknown;
  readonly 'x-required-scope'?: string;
  readonly requestBody?: unknown;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Record<string, { readonly content?: Record<string, unknown> }>;
}

/** Every route of the notes' table, and the service's own. */
const ROUTES = [
  'GET /v1/recipients',
  'GET /v1/recipients/{address}',
  'GET /v1/recipients/{address}/history',
  'POST /v1/recipients/{address}/suppress',
  'POST /v1/recipients/{address}/release',
  'POST /v1/recipients/lookup',
  'GET /v1/suppressions',
  'POST /v1/suppressions/imports',
  'GET /v1/suppressions/imports/{importId}',
  'POST /v1/campaigns',
  'GET /v1/campaigns',
  'GET /v1/state',
  'GET /v1/campaigns/{id}',
  'POST /v1/campaigns/{id}/totals',
  'POST /v1/campaigns/{id}/sends',
  'POST /v1/sends',
  'GET /v1/bounces',
  'GET /v1/bounces/{id}',
  'GET /v1/undetermined',
  'GET /v1/undetermined/{id}',
  'POST /v1/mails',
  'GET /v1/mails',
  'GET /v1/mails/{id}',
  'GET /v1/mails/{id}/evidence',
  'GET /v1/events',
  'GET /v1/reclassifications',
  'GET /v1/reclassifications/{id}',
  'POST /v1/reclassifications',
  'POST /v1/reclassifications/{id}/cancel',
  'GET /v1/reinterpretations/{id}',
  'POST /v1/reinterpretations',
  'POST /v1/reinterpretations/{id}/stop',
  'GET /v1/rulesets',
  'GET /v1/rulesets/{version}',
  'GET /v1/rulesets/{version}/diff',
  'POST /v1/rulesets',
  'POST /v1/rulesets/{version}/rollback',
  'GET /v1/reporting-mtas',
  'GET /v1/mailboxes',
  'GET /v1/mailboxes/{name}',
  'POST /v1/mailboxes/{name}/collections',
  'POST /v1/read-model/rebuilds',
  'GET /health/identity',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
];

/** They ask for something to be done, and that is all. */
const BODILESS = /collections$|rebuilds$|cancel$|stop$/;

function operationsOf(document: AnswerBody): [string, Operation][] {
  return Object.entries(document['paths'] as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}

describe('the OpenAPI document', () => {
  it('lists every route that is served, and no other', async () => {
    const { request, routes } = await httpService();
    const documented = operationsOf((await request('GET', '/docs-json')).body).map(([route]) => route);

    expect(documented.sort()).toEqual(ROUTES.toSorted());
    expect(routes.filter((route) => !/^\w+ \/docs/.test(route)).sort()).toEqual(ROUTES.toSorted());
  });

  it('tells of every operation what it does, what it takes, what it answers, and the problems it may answer', async () => {
    const { request } = await httpService();

    for (const [route, { summary, security, parameters = [], requestBody, responses }] of operationsOf(
      (await request('GET', '/docs-json')).body,
    )) {
      const statuses = Object.keys(responses);
      const pathParameters = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
      expect(pathParameters, route).toEqual(route.match(/\{\w+\}/g) ?? []);
      expect(summary, route).toBeTruthy();
      expect(
        statuses.some((status) => status.startsWith('2')),
        route,
      ).toBe(true);
      if (route.startsWith('POST') && !BODILESS.test(route)) expect(requestBody, route).toBeDefined();
      if (route.includes(' /v1/')) {
        expect(security, route).toBeDefined();
        expect(statuses, route).toEqual(expect.arrayContaining(['401', '403']));
      }
      for (const status of statuses.filter((code) => Number(code) >= 400)) {
        expect(Object.keys(responses[status]?.content ?? {}), `${route} ${status}`).toEqual([
          'application/problem+json',
        ]);
      }
    }
  });

  it('names the scope that each operation needs', async () => {
    const { request } = await httpService();
    const scopes = Object.fromEntries(
      operationsOf((await request('GET', '/docs-json')).body).map(([route, operation]) => [
        route,
        operation['x-required-scope'],
      ]),
    );

    expect(scopes).toMatchObject({
      'GET /v1/recipients/{address}': 'read',
      'POST /v1/recipients/lookup': 'read',
      'POST /v1/recipients/{address}/release': 'admin',
      'POST /v1/campaigns/{id}/sends': 'ingest',
      'POST /v1/mails': 'ingest',
      'GET /v1/mails/{id}/evidence': 'read',
      'GET /metrics': 'read',
    });
    expect(ROUTES.filter((route) => scopes[route] === undefined)).toEqual([
      'GET /health/identity',
      'GET /health/live',
      'GET /health/ready',
    ]);
  });

  it('refers to nothing that it does not hold', async () => {
    const { request } = await httpService();
    const { body } = await request('GET', '/docs-json');
    const schemas = Object.keys((body['components'] as { schemas: object }).schemas);

    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)];

    expect(references.length).toBeGreaterThan(20);
    expect(references.map(([, name]) => name).filter((name) => !schemas.includes(name ?? ''))).toEqual([]);
  });

  it('is shown to people by scripts of this service alone', async () => {
    const { url } = await httpService();

    const page = await fetch(`${url}/docs`);
    const script = await fetch(`${url}/docs/swagger-ui-bundle.js`);

    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).not.toMatch(/(?:src|href)="https?:/);
    expect(script.status).toBe(200);
    await script.body?.cancel();
  });
});
