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
    summary: 'Interpret the evidence of every mail again, and record what differs',
    description:
      'Runs in this service, whether or not anybody asks for its progress. If it is stopped or killed, start it again: nothing ' +
      'is done twice.',
  })
  @ApiAcceptedResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'malformed-body', 'reinterpretation-running')
  begin(@Body() { dryRun = false }: ReinterpretDto, @RequestOrigin() origin: Origin): ReinterpretationView {
    return this.reinterpretations.begin({ dryRun, origin });
  }

  @Get(':id')
  @ApiOperation({ summary: 'The progress and the result of a reinterpretation; the service remembers the last one' })
  @ApiOkResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'unknown-reinterpretation')
  find(@Param() { id }: ReinterpretationIdDto): ReinterpretationView {
    return this.reinterpretations.find(id);
  }

  @Post(':id/stop')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Stop a reinterpretation between two mails; what it has recorded stays' })
  @ApiOkResponse({ type: ReinterpretationDto })
  @ApiProblems('invalid-request', 'unknown-reinterpretation')
  stop(@Param() { id }: ReinterpretationIdDto): Promise<ReinterpretationView> {
    return this.reinterpretations.stop(id);
  }
}
