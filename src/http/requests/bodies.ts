import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../problems/problems.js';
import { excessIn } from './json-shape.js';
import { takesLists } from './list-body.js';
import { JSON_LIMITS, MAX_MAIL_BYTES } from './limits.js';

/** Lists of any length. */
const STREAMED = ['application/x-ndjson', 'application/ndjson', 'text/csv', 'application/gzip', 'application/x-gzip'];

/**
 * The bodies that the service accepts besides JSON: mails as bytes, lists as a stream that the route reads at its own
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
  server.addContentTypeParser(STREAMED, (request, payload, done) => {
    if (takesLists(request)) done(null, payload);
    else done(new ProblemError('unsupported-media-type', 'this route takes no list'));
  });
}
