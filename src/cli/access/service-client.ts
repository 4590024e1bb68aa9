import { Readable } from 'node:stream';
import type { ServiceAddress } from '../../service/index.js';

interface ProblemOfRequest {
  readonly path: string;
  readonly message: string;
}

/** The service answered with a problem (RFC 9457), or not at all. */
export class ServiceRequestError extends Error {
  readonly code = 'service-request';
  constructor(
    message: string,
    readonly status: number | null,
    options?: ErrorOptions,
    /** The problem's `type`, if the answer has one. */
    readonly problem: string | null = null,
    /** What is wrong with the request, by path. */
    readonly errors: readonly ProblemOfRequest[] = [],
  ) {
    super(message, options);
    this.name = 'ServiceRequestError';
  }
}

interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly ProblemOfRequest[];
}

interface RequestOptions {
  readonly json?: unknown;
  readonly body?: Buffer;
  /** A body that is sent as it is read. */
  readonly stream?: Readable;
  /** Content type of `body` or `stream`. */
  readonly type?: string;
  /** Content type of the answer that is asked for. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** Asks a running service over HTTP. */
export class ServiceClient {
  constructor(private readonly service: ServiceAddress) {}

  /** @throws ServiceRequestError */
  async json<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
    const response = await this.request(method, path, options);
    return (await response.json()) as T;
  }

  /** Null for a 404. @throws ServiceRequestError */
  async find<T>(path: string): Promise<T | null> {
    try {
      return await this.json<T>('GET', path);
    } catch (error) {
      if (error instanceof ServiceRequestError && error.status === 404) return null;
      throw error;
    }
  }

  /** @throws ServiceRequestError */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
    const { json, body, stream, type, accept, signal } = options;
    const { url, token } = this.service;
    let response: Response;
    try {
      response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(type !== undefined && { 'content-type': type }),
          ...(accept !== undefined && { accept }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: new Uint8Array(body) }),
        ...(stream !== undefined && { body: Readable.toWeb(stream), duplex: 'half' }),
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(signal !== undefined && { signal }),
      });
    } catch (cause) {
      if (stream?.errored != null) throw stream.errored;
      throw new ServiceRequestError(`the service at ${url} does not answer`, null, { cause });
    }
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as ProblemBody;
    const said = problem.detail ?? problem.title ?? response.statusText;
    const message = `${method} ${path}: ${response.status} ${said}`;
    throw new ServiceRequestError(message, response.status, {}, problem.type, problem.errors);
  }
}
