import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiProblems,
  listBody,
  ProblemError,
  ReadQueryDto,
  RequestOrigin,
  RequireScope,
  TakesLists,
  type AnswerOf,
  type Origin,
} from '../../../http/index.js';
import { UnusableListError } from '../../../lists/index.js';
import { ImportQueries, InvalidRowsError, SuppressionImports } from '../index.js';
import { ImportIdDto, ImportQueryDto } from './suppression-requests.dto.js';
import { ImportDto, ImportReportDto } from './suppression.dto.js';

const LIST_EXAMPLE = 'email,kind,reason,since\nana@example.com,unsubscribe,one click,2026-11-01T08:00:00Z\n';

@ApiTags('suppressions')
@Controller('v1/suppressions/imports')
export class ImportsController {
  constructor(
    private readonly imports: SuppressionImports,
    private readonly queries: ImportQueries,
  ) {}

  @Post()
  @TakesLists()
  @RequireScope('admin')
  @ApiOperation({
    summary: 'Suppress everybody on a list',
    description:
      'CSV with a header row, or NDJSON, of any length, which may be gzip; columns are found by their names, also those of ' +
      'exports of known services. The list is read to its end before any of it is recorded. An import that was cut short ' +
      'is continued by sending the same list under the same id.',
  })
  @ApiConsumes('text/csv', 'application/x-ndjson', 'application/gzip')
  @ApiBody({ schema: { type: 'string', example: LIST_EXAMPLE } })
  @ApiCreatedResponse({ type: ImportReportDto })
  @ApiOkResponse({ type: ImportReportDto, description: 'A dry run, or the list was already imported' })
  @ApiProblems(
    'invalid-request',
    'unusable-list',
    'invalid-rows',
    'nothing-to-import',
    'malformed-body',
    'import-conflict',
    'unsupported-media-type',
    'event-store-unavailable',
  )
  async import(
    @Query() query: ImportQueryDto,
    @Body() body: unknown,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<ImportReportDto>> {
    const {
      importId = null,
      from = null,
      kind = null,
      source = null,
      actor = origin.actor,
      dryRun,
      skipInvalid,
    } = query;
    const request = { importId, from, kind, source, actor, dryRun, skipInvalid };
    try {
      const report = await this.imports.run(listBody(body), request, { origin });
      void reply.status(report.dryRun || report.alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
      return report;
    } catch (error) {
      throw withLines(error);
    }
  }

  @Get(':importId')
  @RequireScope('read')
  @ApiOperation({ summary: 'How far the import of a list has come' })
  @ApiOkResponse({ type: ImportDto })
  @ApiProblems('invalid-request', 'unknown-import', 'position-not-reached')
  find(@Param() { importId }: ImportIdDto, @Query() _query: ReadQueryDto): AnswerOf<ImportDto> {
    return this.queries.find(importId);
  }
}

/** The problem that an error of a list is, with what is wrong by line. */
function withLines(error: unknown): unknown {
  if (error instanceof InvalidRowsError) {
    const errors = error.counts.invalid.map(({ line, error: message }) => ({ path: `line ${line}`, message }));
    return new ProblemError(error.code, error.message, errors);
  }
  if (error instanceof UnusableListError && error.line !== null) {
    return new ProblemError(error.code, error.message, [{ path: `line ${error.line}`, message: error.message }]);
  }
  return error;
}
