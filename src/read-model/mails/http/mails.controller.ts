import {
  Body,
  Controller,
  Get,
  Header,
  HttpStatus,
  Inject,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiPageOf,
  ApiProblems,
  ProblemError,
  ReadQueryDto,
  RequireScope,
  type AnswerOf,
} from '../../../http/index.js';
import { Intake, OwnedBytes } from '../../../ledger/index.js';
import type { AtPosition, Page } from '../../engine/index.js';
import { MailEvidence, type MailQueries, type MailView, UnknownMailError } from '../index.js';
import { MailAtPositionDto, MailDto, MailTakenDto } from './mail-answers.dto.js';
import { MailIdDto, MailListQueryDto } from './mail-requests.dto.js';

/** Provider token of the {@link MailQueries}. */
export const MAIL_QUERIES = Symbol('MailQueries');

@ApiTags('mails')
@Controller('v1/mails')
export class MailsController {
  constructor(
    private readonly intake: Intake,
    private readonly evidence: MailEvidence,
    @Inject(MAIL_QUERIES) private readonly mails: MailQueries,
  ) {}

  @Post()
  @RequireScope('ingest')
  @ApiOperation({ summary: 'Submit a mail as its exact bytes; any bytes are a mail, and the same mail counts once' })
  @ApiConsumes('message/rfc822')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: MailTakenDto, description: 'The mail is durably in the ledger' })
  @ApiOkResponse({ type: MailTakenDto, description: 'The mail was already in the ledger' })
  @ApiProblems('malformed-body', 'body-too-large', 'unsupported-media-type', 'event-store-unavailable')
  async take(@Body() bytes: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<AnswerOf<MailTakenDto>> {
    if (!Buffer.isBuffer(bytes)) throw new ProblemError('unsupported-media-type', 'send a mail as message/rfc822');
    if (bytes.length === 0) throw new ProblemError('malformed-body', 'the body is empty: a mail has bytes');
    const { mailId, kind, bounceIds, alreadyKnown, position } = await this.intake.receive(new OwnedBytes(bytes), {
      mailbox: null,
      uidl: null,
    });
    void reply.status(alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return { mailId, kind, bounces: bounceIds, position };
  }

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'Mails, latest first; `kind=not-understood` lists those that were not understood' })
  @ApiPageOf(MailDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  list(@Query() query: MailListQueryDto): Page<MailView> {
    return this.mails.list(query, query);
  }

  @Get(':id')
  @RequireScope('read')
  @ApiOperation({ summary: 'One mail' })
  @ApiOkResponse({ type: MailAtPositionDto })
  @ApiProblems('invalid-request', 'unknown-mail', 'position-not-reached')
  find(@Param() { id }: MailIdDto, @Query() _: ReadQueryDto): MailView & AtPosition {
    const mail = this.mails.find(id);
    if (mail === null) throw new UnknownMailError(id);
    return mail;
  }

  // Whoever wrote the mail must not get to run anything in a browser that opens it.
  @Get(':id/evidence')
  @RequireScope('read')
  @Header('content-security-policy', 'sandbox')
  @ApiOperation({ summary: 'The exact bytes of a mail, as retrieved' })
  @ApiProduces('message/rfc822')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblems('invalid-request', 'unknown-mail', 'evidence-gone')
  async readEvidence(@Param() { id }: MailIdDto): Promise<StreamableFile> {
    const bytes = await this.evidence.read(id);
    return new StreamableFile(bytes, {
      type: 'message/rfc822',
      disposition: `attachment; filename="${id}.eml"`,
      length: bytes.length,
    });
  }
}
