import { Controller, Get, Headers, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, clientGone, listStream, listTypeOf, pageSchema, RequireScope } from '../../../http/index.js';
import type { Page } from '../../engine/index.js';
import { listText, SuppressionQueries, type SuppressionView } from '../index.js';
import { SuppressionListQueryDto } from './suppression-requests.dto.js';
import { SuppressionDto } from './suppression.dto.js';

const CSV_EXAMPLE =
  'address,key,status,kind,reason,since,source,campaignId,provider,lastEvent,lastEventId\n' +
  'ana@example.com,9f…,denylisted,unsubscribe,,2026-11-01T08:00:00.000Z,sendgrid,,other,imported,sendgrid-2026-11\n';

@ApiTags('suppressions')
@RequireScope('read')
@Controller('v1/suppressions')
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionQueries) {}

  @Get()
  @ApiOperation({
    summary: 'Everybody to whom something is not sent, and why',
    description:
      'With `Accept: text/csv` or `application/x-ndjson` all of them as one stream, which another ledger can import; ' +
      'otherwise pages, and only these take `limit` and `cursor`. A cell that a spreadsheet would run as a formula begins ' +
      'with a quote.',
  })
  @ApiHeader({ name: 'accept', required: false, example: 'text/csv' })
  @ApiExtraModels(SuppressionDto)
  @ApiOkResponse({
    content: {
      'application/json': { schema: pageSchema(SuppressionDto) },
      'text/csv': { schema: { type: 'string' }, example: CSV_EXAMPLE },
      'application/x-ndjson': { schema: { type: 'string' } },
    },
  })
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  async list(
    @Query() query: SuppressionListQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page<SuppressionView> | StreamableFile> {
    const type = listTypeOf(accept);
    if (type === null) return this.suppressions.list(query, query);
    const text = listText(this.suppressions.all(query, clientGone(reply)), type);
    return listStream(text, { name: 'suppressions', type, reply });
  }
}
