import type { ServiceAddress } from '../../service/index.js';

/** The service answered with a problem (RFC 9457), or not at all. */
export class ServiceRequestError extends Error {
  readonly code = 'service-request';
  constructor(
    message: string,
    readonly status: number | null,
    options?: ErrorOptions,
    /** The problem's `type`, if the answer has one. */
    readonly problem: string | null = null,
  ) {
    super(message, options);
    this.name = 'ServiceRequestError';
  }
}

interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
}

interface RequestOptions {
  readonly json?: unknown;
  readonly body?: Buffer;
  /** Content type of `body`. */
  readonly type?: string;
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
  async request(method: string, path: string, { json, body, type, signal }: RequestOptions = {}): Promise<Response> {
    const { url, token } = this.service;
    let response: Response;
    try {
      response = await fetch(new URL(path, url), {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(type !== undefined && { 'content-type': type }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: new Uint8Array(body) }),
        ...(json !== undefined && { body: JSON.stringify(json) }),
        ...(signal !== undefined && { signal }),
      });
    } catch (cause) {
      throw new ServiceRequestError(`the service at ${url} does not answer`, null, { cause });
    }
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as ProblemBody;
    const said = problem.detail ?? problem.title ?? response.statusText;
    throw new ServiceRequestError(`${method} ${path}: ${response.status} ${said}`, response.status, {}, problem.type);
  }
}
