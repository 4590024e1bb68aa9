import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { PROBLEMS } from '../problems/problems.js';

/**
 * Serves the OpenAPI document: for people at /docs, for programs at /docs-json. Open to everybody: it contains no data
 * of the ledger.
 */
export function serveOpenApi(app: INestApplication): void {
  const problems = Object.entries(PROBLEMS).map(
    ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
  );
  const document = new DocumentBuilder()
    .setTitle('bounce-ledger')
    .setDescription(
      [
        'Which addresses may still be mailed, how campaigns fare, and why: read out of bounce mails.',
        '',
        'API keys have scopes, each route names the one it needs: `read` asks anything, `ingest` hands in mails, campaigns and ' +
          'sends, `admin` suppresses and releases recipients. Without API keys the service listens on loopback only and asks ' +
          'for none.',
        '',
        'Writes answer a `position`; a read that is given it as `minPosition` sees what was written. Errors are RFC 9457 ' +
          '`application/problem+json`; their `type` is `urn:bounce-ledger:problem:` and one of these codes:',
        '',
        '| code | status | meaning |',
        '| --- | --- | --- |',
        ...problems,
      ].join('\n'),
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, if any are configured' })
    .addTag('recipients', 'May this address still be mailed?')
    .addTag('suppressions', 'Suppression lists, in and out')
    .addTag('campaigns', 'What was sent, and what came back')
    .addTag('bounces', 'Every failed delivery, with its facts, verdict and effect')
    .addTag('mails', 'What was retrieved or handed in, with its exact bytes')
    .addTag('events', 'What other services follow')
    .addTag('mailboxes', 'What the collector did')
    .addTag('operations', 'The service itself')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, document), {
    jsonDocumentUrl: 'docs-json',
    raw: ['json'],
    swaggerOptions: { showExtensions: true },
    customSiteTitle: 'bounce-ledger API',
  });
}
