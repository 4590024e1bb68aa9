import type { FastifyInstance } from 'fastify';
import { MAX_MAIL_BYTES } from './limits.js';

/**
 * The bodies that the service accepts besides JSON: mails as bytes, NDJSON as a stream that the route reads at its own
 * pace. Types that a web page may send to another origin unasked (text/plain, forms) are not among them.
 */
export function registerBodies(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain');
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
