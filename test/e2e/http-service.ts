import type { CollectorStatus } from '../../src/mailbox/collector-status.js';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createHttpApp } from '../../src/service/http-app.js';
import type { ApiKey, EventStreamLimits } from '../../src/http/index.js';
import { UnknownMailboxError } from '../../src/mailbox/index.js';
import { WatchedMailboxes } from '../../src/read-model/mailboxes/index.js';
import { Reclassifications } from '../../src/history/reclassification/index.js';
import { Rulesets } from '../../src/history/rulesets/index.js';
import { Reinterpretation, Reinterpretations } from '../../src/history/reinterpretation/index.js';
import { openReadModel } from '../../src/service/open-read-model.js';
import { temporaryLedger, type TemporaryLedger } from '../support/temporary-ledger.js';

/** A JSON answer: the fields that several tests look into, and any others. */
export interface AnswerBody {
  readonly [field: string]: unknown;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly items?: readonly AnswerBody[];
  readonly mailId?: string;
  readonly next?: string | null;
  readonly position?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the answer is no JSON. */
  readonly body: AnswerBody;
}

export interface RequestOptions {
  /** Sent as application/json. */
  readonly json?: unknown;
  readonly body?: RequestInit['body'];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpService extends TemporaryLedger {
  readonly url: string;
  /** Stops answering; called by itself when the test ends. */
  readonly close: () => Promise<void>;
  /** Every route that the server answers: method and path, as OpenAPI writes it. */
  readonly routes: readonly string[];
  readonly request: (method: string, path: string, options?: RequestOptions) => Promise<Answer>;
}

export interface ServiceOptions {
  readonly apiKeys?: readonly ApiKey[];
  readonly host?: string;
  readonly stopGraceMs?: number;
  readonly eventStreams?: EventStreamLimits;
  /** What the collector knows; without it no mailbox is configured. */
  readonly collector?: CollectorStatus;
  /** Where lines of the log go, for the whole of a test file: the logger is one for the process, the first. */
  readonly log?: string[];
}

/** The whole HTTP service on a ledger of its own, listening on a free loopback port, for this test. */
export async function httpService({
  apiKeys = [],
  host = '127.0.0.1',
  stopGraceMs = 10_000,
  eventStreams,
  collector = { mailboxes: [], statusOf: () => null },
  log,
}: ServiceOptions = {}): Promise<HttpService> {
  const parts = await temporaryLedger();
  const logger =
    log === undefined
      ? pino({ level: 'silent' })
      : pino({ level: 'debug' }, { write: (line: string) => log.push(line) });
  const readModel = openReadModel({
    ...parts,
    correlation: { verp: {} },
    onFailure: (error) => {
      logger.error(error);
    },
  });
  const rulesets = new Rulesets(parts.ledger, parts.rulesets);
  const reclassifications = new Reclassifications({
    ...{ ledger: parts.ledger, rulesets, model: readModel },
    onFailure: (error) => {
      logger.error(error);
    },
  });
  const { ledger, evidence, reader } = parts;
  const refreshRuleset = () => parts.rulesets.refresh();
  const reinterpretations = new Reinterpretations({
    reinterpretation: new Reinterpretation({ ledger, evidence, reader, refreshRuleset }),
    ids: ledger.ids,
    onFailure: (error) => {
      logger.error(error);
    },
  });
  const http = { host, port: 0, apiKeys, stopGraceMs, ...(eventStreams && { eventStreams }) };
  const app = await createHttpApp({
    ...parts,
    http,
    logger,
    readModel,
    mailboxes: new WatchedMailboxes(readModel.mailboxes, collector),
    collector: { collect: (mailbox) => Promise.reject(new UnknownMailboxError(mailbox)) },
    publishedRulesets: rulesets,
    reclassifications,
    reinterpretations,
  });
  const close = async (): Promise<void> => {
    await app.close();
    await reinterpretations.close();
    await reclassifications.close();
    await readModel.close();
  };
  onTestFinished(close);
  const routes: string[] = [];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ method, path }) => {
      const methods = typeof method === 'string' ? [method] : method;
      routes.push(
        ...methods.filter((name) => name !== 'HEAD').map((name) => `${name} ${path.replace(/:(\w+)/g, '{$1}')}`),
      );
    });
  await app.listen(http.port, http.host);
  const url = await app.getUrl();
  return { ...parts, url, routes, close, request: (method, path, options = {}) => send(method, url + path, options) };
}

async function send(method: string, url: string, { json, body, headers }: RequestOptions): Promise<Answer> {
  const response = await fetch(url, {
    method,
    body: json === undefined ? (body ?? null) : JSON.stringify(json),
    headers: { ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as AnswerBody) : {},
  };
}
