import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { encodeJson } from '../../events/index.js';
import { isProblemCode, problemDetails, ProblemError, PROBLEMS, type ProblemCode } from './problems.js';

const RETRY_AFTER_SECONDS = 1;

/**
 * Answers every error as problem+json (RFC 9457): ours by their code, those of the framework by their status. Internal
 * failures are logged and never disclosed: a 5xx carries no error message.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const code = codeOf(error);
    const { status } = PROBLEMS[code];
    if (code === 'internal') this.#logger.error(error);
    // A stream that fails after its first bytes can only be cut off.
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (status === 401) void reply.header('www-authenticate', 'Bearer realm="bounce-ledger"');
    if (status === 503 || status === 429) void reply.header('retry-after', RETRY_AFTER_SECONDS);
    const detail = status < 500 || error instanceof ProblemError ? messageOf(error) : undefined;
    const errors = error instanceof ProblemError ? error.errors : undefined;
    void reply
      .status(status)
      .type('application/problem+json')
      .send(encodeJson(problemDetails(code, request.id, detail, errors)));
  }
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof HttpException) return codeOfStatus(error.getStatus());
  if (error instanceof Error && 'code' in error && isProblemCode(error.code)) return error.code;
  return 'internal';
}

/** The framework's own refusals: routes, body parsers, its cross-origin check. */
function codeOfStatus(status: number): ProblemCode {
  switch (status) {
    case 403:
      return 'cross-origin';
    case 404:
      return 'not-found';
    case 413:
      return 'body-too-large';
    case 415:
      return 'unsupported-media-type';
    case 503:
      return 'not-ready';
    default:
      return status < 500 ? 'malformed-body' : 'internal';
  }
}

function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}
