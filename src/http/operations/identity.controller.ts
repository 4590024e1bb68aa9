import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { AnswerOf } from '../openapi/answer-of.js';
import { ApiProblems } from '../problems/problem.dto.js';

/** Provider token of {@link Identify}. */
export const IDENTIFY = Symbol('Identify');

/** Answers a challenge as only the process that owns the data directory can. */
export type Identify = (challenge: string) => string;

class ChallengeQueryDto {
  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: '32 random bytes, in hex' })
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be 64 hex digits' })
  readonly challenge!: string;
}

class IdentityDto {
  @ApiProperty({ description: 'An HMAC of the challenge, in hex' })
  readonly proof!: string;
}

@ApiTags('operations')
@Controller('health')
export class IdentityController {
  constructor(@Inject(IDENTIFY) private readonly identify: Identify) {}

  @Get('identity')
  @ApiOperation({
    summary: 'Proves to the command line of this machine that it is the service of its data directory',
    description: 'The command line sends its key only after that.',
  })
  @ApiOkResponse({ type: IdentityDto })
  @ApiProblems('invalid-request')
  identity(@Query() { challenge }: ChallengeQueryDto): AnswerOf<IdentityDto> {
    return { proof: this.identify(challenge) };
  }
}
