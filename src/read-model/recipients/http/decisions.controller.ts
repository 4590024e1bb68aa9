import { Body, Controller, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequestOrigin, RequireScope, type AnswerOf, type Origin } from '../../../http/index.js';
import { RecipientCommands } from '../index.js';
import { AddressDto, DecidedDto, DecisionDto } from './recipient-requests.dto.js';

@ApiTags('recipients')
@RequireScope('admin')
@Controller('v1/recipients/:address')
export class DecisionsController {
  constructor(private readonly commands: RecipientCommands) {}

  @Post('suppress')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Send nothing to this recipient until they are released' })
  @ApiOkResponse({ type: DecidedDto })
  @ApiProblems('invalid-request', 'malformed-body')
  async suppress(
    @Param() { address }: AddressDto,
    @Body() { reason, actor }: DecisionDto,
    @RequestOrigin() origin: Origin,
  ): Promise<AnswerOf<DecidedDto>> {
    return { address, position: await this.commands.suppress({ address, reason, actor }, origin) };
  }

  @Post('release')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Give this recipient a fresh start: earlier suppressions, quarantine and errors no longer count',
  })
  @ApiOkResponse({ type: DecidedDto })
  @ApiProblems('invalid-request', 'malformed-body')
  async release(
    @Param() { address }: AddressDto,
    @Body() { reason, actor }: DecisionDto,
    @RequestOrigin() origin: Origin,
  ): Promise<AnswerOf<DecidedDto>> {
    return { address, position: await this.commands.release({ address, reason, actor }, origin) };
  }
}
