/** Base of every problem's `type` (RFC 9457, 3.1.1): what follows is the error's stable code. */
const TYPE_PREFIX = 'urn:bounce-ledger:problem:';

/**
 * Every problem that the service answers with, by its code. An error with one of these codes is answered as that
 * problem, with its message as `detail`. So the code is the contract between the code that fails and the client.
 */
export const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request is not valid; `errors` lists every problem by path' },
  'malformed-url': { status: 400, title: 'The path cannot be decoded, or one of its segments is too long' },
  'malformed-body': { status: 400, title: 'The body does not match its content type' },
  'invalid-cursor': { status: 400, title: 'This is not a cursor or position of this list' },
  'invalid-ruleset': { status: 400, title: 'The ruleset cannot be used; `errors` lists every problem by line' },
  'no-such-point': { status: 400, title: 'The log has no such time or position, or has not reached it yet' },
  'unusable-list': { status: 400, title: 'The list cannot be read to its end; nothing of it was used' },
  'invalid-rows': {
    status: 400,
    title: 'Rows of the list are invalid, `errors` names them by line; nothing was imported',
  },
  'nothing-to-import': { status: 400, title: 'No row of the list suppresses anybody; nothing was imported' },
  'nothing-to-record': { status: 400, title: 'Nothing in this batch could be recorded' },
  unauthenticated: { status: 401, title: 'An API key is required: Authorization: Bearer <key>' },
  'insufficient-scope': { status: 403, title: 'The API key lacks the scope that this request needs' },
  'cross-origin': { status: 403, title: 'A web page from another origin may not do this' },
  'not-found': { status: 404, title: 'There is no such route' },
  'unknown-import': { status: 404, title: 'There is no such import' },
  'unknown-campaign': { status: 404, title: 'There is no such campaign' },
  'unknown-bounce': { status: 404, title: 'There is no such bounce' },
  'unknown-cluster': { status: 404, title: 'No undetermined bounce has a text with this wording' },
  'unknown-ruleset': { status: 404, title: 'No ruleset was published with this version' },
  'unknown-reinterpretation': {
    status: 404,
    title: 'There has been no such reinterpretation since the service started',
  },
  'unknown-reclassification': { status: 404, title: 'There is no such reclassification' },
  'unknown-mailbox': { status: 404, title: 'There is no such mailbox' },
  'unknown-mail': { status: 404, title: 'There is no such mail' },
  'campaign-conflict': { status: 409, title: 'The campaign is already registered with different data' },
  'import-conflict': { status: 409, title: 'The import is already recorded with another list' },
  'batch-conflict': { status: 409, title: 'The batch is already recorded with different data' },
  'ruleset-conflict': { status: 409, title: 'Another ruleset was published in the meantime' },
  'preview-outdated': {
    status: 409,
    title: 'The digest does not belong to a preview of this ruleset on the current log',
  },
  'reclassification-running': { status: 409, title: 'Another reclassification is in progress' },
  'reinterpretation-running': { status: 409, title: 'Another reinterpretation is in progress' },
  'reclassification-ended': { status: 409, title: 'The reclassification has already ended' },
  'position-beyond-log': {
    status: 409,
    title: 'The log ends before this position: it is of another log, or of a lost part',
  },
  'evidence-gone': { status: 410, title: 'The bytes of this mail have expired or were erased' },
  'append-too-large': { status: 413, title: 'This is too much for one event; record it in several batches' },
  'body-too-large': { status: 413, title: 'The body is larger than this route accepts' },
  'unsupported-media-type': { status: 415, title: 'This route does not accept this content type' },
  'foreign-host': { status: 421, title: 'Without API keys, only requests to loopback host names are answered' },
  'too-many-event-streams': { status: 429, title: 'This key or address has as many event streams as it may' },
  internal: { status: 500, title: 'The service failed; its log says why, under this instance' },
  'not-ready': { status: 503, title: 'The service has not caught up with its log yet' },
  'position-not-reached': { status: 503, title: 'The requested position was not reached in time' },
  'past-not-ready': { status: 503, title: 'The state as of then is being worked out; try again' },
  'event-streams-exhausted': { status: 503, title: 'The service has as many event streams as it takes' },
  'event-store-unavailable': { status: 503, title: 'The event store does not answer' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One problem in a request: where (`sends[3].recipient`, `line 12`), and what. */
export interface RequestError {
  readonly path: string;
  readonly message: string;
}

/** RFC 9457 problem details, as they go over the wire. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** The request's id, which is also in the log. */
  readonly instance: string;
  readonly errors?: readonly RequestError[];
}

/** A failure that exists only over HTTP, answered as the problem of its code. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly errors?: readonly RequestError[],
  ) {
    super(detail);
    this.name = 'ProblemError';
  }
}

/** @param instance the request's id */
export function problemDetails(
  code: ProblemCode,
  instance: string,
  detail: string | undefined,
  errors?: readonly RequestError[],
): ProblemDetails {
  const { status, title } = PROBLEMS[code];
  return {
    type: `${TYPE_PREFIX}${code}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    instance: `urn:bounce-ledger:request:${instance}`,
    ...(errors !== undefined && { errors }),
  };
}

export function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(PROBLEMS, code);
}
