import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiPageOf,
  ApiProblems,
  CLOCK,
  PageQueryDto,
  AS_OF_PROBLEMS,
  AsOfQueryDto,
  listBody,
  listStream,
  listTypeOf,
  ProblemError,
  RequireScope,
  TakesLists,
  validationPipe,
} from '../../../http/index.js';
import type { Clock } from '../../../events/index.js';
import type { ListType } from '../../../lists/index.js';
import { isAsOf, type AtPosition, type Page } from '../../engine/index.js';
import {
  type ListedRecipient,
  type LookupPurpose,
  type LookupResult,
  AsOfRecipients,
  LookupLists,
  type RecipientQueries,
  type RecipientStep,
  type RecipientView,
} from '../index.js';
import { AddressDto, LookupDto, LookupQueryDto, RecipientListQueryDto } from './recipient-requests.dto.js';
import { LookupAnswerDto, RecipientAtPositionDto, RecipientDto, RecipientStepDto } from './recipient.dto.js';

const LIST_EXAMPLE = 'email\nana@example.com\nbo@example.org\n';
const LOOKUP_EXAMPLE = 'address,sendable,status,reason,blocks,known,error\nana@example.com,true,valid,,,false,\n';

/** Provider token of the {@link RecipientQueries}. */
export const RECIPIENT_QUERIES = Symbol('RecipientQueries');

@ApiTags('recipients')
@RequireScope('read')
@Controller('v1/recipients')
export class RecipientsController {
  readonly #validation = validationPipe();

  constructor(
    @Inject(RECIPIENT_QUERIES) private readonly recipients: RecipientQueries,
    private readonly asOf: AsOfRecipients,
    private readonly lists: LookupLists,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Known recipients, by status' })
  @ApiPageOf(RecipientDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: RecipientListQueryDto): Page<ListedRecipient> {
    return this.recipients.list(query, query, this.clock());
  }

  @Post('lookup')
  @TakesLists()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'May these addresses be mailed? Answered in the given order',
    description:
      'JSON of up to 10,000 addresses, or a list of any length as CSV or NDJSON, which may be gzip. A list is answered with ' +
      'one line per row, in its own form or in the one that `Accept` asks for, once it was read to its end. What is not an ' +
      'address is never sendable.',
  })
  @ApiExtraModels(LookupDto, LookupAnswerDto)
  @ApiConsumes('application/json', 'text/csv', 'application/x-ndjson', 'application/gzip')
  @ApiBody({ schema: { anyOf: [{ $ref: getSchemaPath(LookupDto) }, { type: 'string', example: LIST_EXAMPLE }] } })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(LookupAnswerDto) } },
      'text/csv': { schema: { type: 'string' }, example: LOOKUP_EXAMPLE },
      'application/x-ndjson': { schema: { type: 'string' } },
    },
  })
  @ApiProblems(
    'invalid-request',
    'unusable-list',
    'malformed-body',
    'body-too-large',
    'position-not-reached',
    ...AS_OF_PROBLEMS,
  )
  async lookup(
    @Body() body: unknown,
    @Query() { purpose: purposeInQuery }: LookupQueryDto,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<({ readonly results: readonly LookupResult[] } & AtPosition) | StreamableFile> {
    if (body instanceof Readable) return this.#lookupList(body, purposeInQuery, listTypeOf(accept), reply);
    if (purposeInQuery !== undefined) throw invalidPurpose('stands in the body with JSON, not in the query');
    const given = (await this.#validation.transform(body, { type: 'body', metatype: LookupDto })) as LookupDto;
    const { addresses, purpose, ...point } = given;
    if (isAsOf(point)) return this.asOf.lookup(addresses, purpose, point);
    return this.recipients.lookup(addresses, purpose, this.clock());
  }

  async #lookupList(
    body: Readable,
    purpose: LookupPurpose | undefined,
    type: ListType | null,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    if (purpose === undefined) throw invalidPurpose('is required in the query with a list');
    const answer = await this.lists.run(listBody(body), purpose, type);
    reply.raw.once('close', () => void answer[Symbol.asyncDispose]());
    return listStream(answer.text(), { name: 'lookup', type: answer.type, reply, length: answer.bytes });
  }

  @Get(':address')
  @ApiOperation({ summary: 'May this address be mailed, and why? An unknown address is valid' })
  @ApiOkResponse({ type: RecipientAtPositionDto })
  @ApiProblems('invalid-request', 'position-not-reached', ...AS_OF_PROBLEMS)
  async find(@Param() { address }: AddressDto, @Query() point: AsOfQueryDto): Promise<RecipientView & AtPosition> {
    return isAsOf(point) ? this.asOf.find(address, point) : this.recipients.find(address, this.clock());
  }

  @Get(':address/history')
  @ApiOperation({ summary: 'The history of an address in order, each step with its cause' })
  @ApiPageOf(RecipientStepDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  history(@Param() { address }: AddressDto, @Query() query: PageQueryDto): Page<RecipientStep> {
    return this.recipients.history(address, query);
  }
}

function invalidPurpose(message: string): ProblemError {
  return new ProblemError('invalid-request', `purpose ${message}`, [{ path: 'purpose', message }]);
}
