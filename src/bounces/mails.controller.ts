import { Body, Controller, Get, Header, HttpStatus, Param, Post, Res, StreamableFile } from '@nestjs/common';
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
import { ApiProblems, ProblemError, RequireScope, type AnswerOf } from '../http/index.js';
import { Intake } from '../ledger/index.js';
import { MailTakenDto } from './mail-answers.dto.js';
import { MailEvidence } from './mail-evidence.js';
import { MailIdDto } from './mail-requests.dto.js';

@ApiTags('mails')
@Controller('v1/mails')
export class MailsController {
  constructor(
    private readonly intake: Intake,
    private readonly evidence: MailEvidence,
  ) {}

  @Post()
  @RequireScope('ingest')
  @ApiOperation({ summary: 'Hand a mail in, as its exact bytes; any bytes are a mail, and one mail counts once' })
  @ApiConsumes('message/rfc822')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: MailTakenDto, description: 'The mail is in the ledger, durably' })
  @ApiOkResponse({ type: MailTakenDto, description: 'The mail was in the ledger before' })
  @ApiProblems('malformed-body', 'body-too-large', 'unsupported-media-type', 'event-store-unavailable')
  async take(@Body() bytes: unknown, @Res({ passthrough: true }) reply: FastifyReply): Promise<AnswerOf<MailTakenDto>> {
    if (!Buffer.isBuffer(bytes)) throw new ProblemError('unsupported-media-type', 'a mail comes as message/rfc822');
    const { mailId, kind, bounceIds, alreadyKnown, position } = await this.intake.receive(bytes, {
      mailbox: null,
      uidl: null,
    });
    void reply.status(alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
    return { mailId, kind, bounces: bounceIds, position };
  }

  // Whoever wrote the mail must not get to run anything in a browser that opens it.
  @Get(':id/evidence')
  @RequireScope('read')
  @Header('content-security-policy', 'sandbox')
  @ApiOperation({ summary: 'The exact bytes of a mail, as they were retrieved' })
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
