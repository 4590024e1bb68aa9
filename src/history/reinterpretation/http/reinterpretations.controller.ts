import { Body, Controller, Get, HttpCode, HttpStatus, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequestOrigin, RequireScope, type Origin } from '../../../http/index.js';
import { Reinterpretations, type ReinterpretationView } from '../index.js';
import { ReinterpretationDto, ReinterpretationIdDto, ReinterpretDto } from './reinterpretation.dto.js';

@ApiTags('reinterpretations')
@RequireScope('admin')
@Controller('v1/reinterpretations')
export class ReinterpretationsController {
  constructor(@Inject(Reinterpretations) private readonly reinterpretations: Reinterpretations) {}

  @Post()
  @HttpCode(HttpStatus.ACCEPTED)
  @ApiOperation({
    summary: 'Read the evidence of every mail again, and record what says something else',
    description:
      'Goes on in this service whether or not anybody asks for it. One that was stopped or killed may be begun again: what is ' +
      'done is not done twice.',
  })
  @ApiAcceptedResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'malformed-body', 'reinterpretation-running')
  begin(@Body() { dryRun = false }: ReinterpretDto, @RequestOrigin() origin: Origin): ReinterpretationView {
    return this.reinterpretations.begin({ dryRun, origin });
  }

  @Get(':id')
  @ApiOperation({ summary: 'How far a reading has come, and what it found; the last one is remembered' })
  @ApiOkResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'unknown-reinterpretation')
  find(@Param() { id }: ReinterpretationIdDto): ReinterpretationView {
    return this.reinterpretations.find(id);
  }

  @Post(':id/stop')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'End a reading between two mails; what it has recorded stays' })
  @ApiOkResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'unknown-reinterpretation')
  stop(@Param() { id }: ReinterpretationIdDto): Promise<ReinterpretationView> {
    return this.reinterpretations.stop(id);
  }
}
