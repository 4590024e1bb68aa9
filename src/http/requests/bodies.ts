import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problems/problems.js';
import { excessIn } from './json-shape.js';
import { JSON_LIMITS, MAX_MAIL_BYTES } from './limits.js';

/**
 * The bodies that the service accepts besides JSON: mails as bytes, NDJSON as a stream that the route reads at its own
 * pace. Types that a web page may send to another origin unasked (text/plain, forms) are not among them.
 */
export function registerBodies(server: FastifyInstance): void {
  server.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    // Decoded all the same, an address in another charset would be looked up as somebody else's.
    if (!isUtf8(bytes)) {
      done(new ProblemError('malformed-body', 'the body is not UTF-8'));
      return;
    }
    const body = bytes.toString('utf8');
    const message = excessIn(body, JSON_LIMITS);
    if (message === null) void parseJson(request, body, done);
    else done(new ProblemError('invalid-request', `the body ${message}`, [{ path: '', message }]));
  });
  server.addContentTypeParser(
    'message/rfc822',
    { parseAs: 'buffer', bodyLimit: MAX_MAIL_BYTES },
    (_request, body, done) => {
      done(null, body);
    },
  );
  server.addContentTypeParser(['application/x-ndjson', 'application/ndjson'], (_request, payload, done) => {
    done(null, payload);
  });
}
