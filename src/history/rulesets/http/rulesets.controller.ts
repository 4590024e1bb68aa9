import { Body, Controller, Get, HttpStatus, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  ApiPageOf,
  ApiProblems,
  PageQueryDto,
  ReadQueryDto,
  RequestOrigin,
  RequireScope,
  type AnswerOf,
  type Origin,
} from '../../../http/index.js';
import { decodeCursor, toPage, type Page } from '../../../read-model/engine/index.js';
import { withRulesetProblems } from './ruleset-problems.js';
import type { PublishedReceipt, RulesetDiff, RulesetQueries, RulesetSummary, RulesetView } from '../index.js';
import { PublishRulesetDto, RollbackDto, RulesetDiffQueryDto, RulesetVersionDto } from './ruleset-requests.dto.js';
import { PublishedDto, RulesetDiffDto, RulesetDto, RulesetSummaryDto } from './ruleset.dto.js';

/** Provider token of the {@link RulesetQueries}. */
export const RULESETS = Symbol('Rulesets');

@ApiTags('rulesets')
@Controller('v1/rulesets')
export class RulesetsController {
  constructor(@Inject(RULESETS) private readonly rulesets: RulesetQueries) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({ summary: 'Published rulesets, the one in force first' })
  @ApiPageOf(RulesetSummaryDto)
  @ApiProblems('invalid-request', 'invalid-cursor', 'position-not-reached')
  async list(@Query() query: PageQueryDto): Promise<Page<RulesetSummary>> {
    const before = decodeCursor(query) ?? Number.MAX_SAFE_INTEGER;
    const { rulesets, position } = await this.rulesets.list();
    const rows = rulesets.map((ruleset) => ({ sequence: ruleset.version, ruleset }));
    const shown = rows.filter(({ sequence }) => sequence < before).slice(0, query.limit + 1);
    return toPage(shown, query, position, ({ ruleset }) => ruleset);
  }

  @Get(':version')
  @RequireScope('read')
  @ApiOperation({ summary: 'One ruleset with its whole document' })
  @ApiOkResponse({ type: RulesetDto })
  @ApiProblems('invalid-request', 'unknown-ruleset', 'position-not-reached')
  find(@Param() { version }: RulesetVersionDto, @Query() _: ReadQueryDto): Promise<RulesetView> {
    return this.rulesets.find(version);
  }

  @Get(':version/diff')
  @RequireScope('read')
  @ApiOperation({ summary: 'How another ruleset differs from this one' })
  @ApiOkResponse({ type: RulesetDiffDto })
  @ApiProblems('invalid-request', 'unknown-ruleset')
  diff(@Param() { version }: RulesetVersionDto, @Query() { to }: RulesetDiffQueryDto): Promise<RulesetDiff> {
    return this.rulesets.diff(version, to === 'shipped' ? to : Number(to));
  }

  @Post()
  @RequireScope('admin')
  @ApiOperation({ summary: 'Publish a ruleset for new mail; a reclassification applies it to history' })
  @ApiCreatedResponse({ type: PublishedDto })
  @ApiOkResponse({ type: PublishedDto, description: 'This ruleset is already in force' })
  @ApiProblems('invalid-request', 'malformed-body', 'invalid-ruleset', 'ruleset-conflict', 'body-too-large')
  async publish(
    @Body() { ruleset, defaults, expectedVersion }: PublishRulesetDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<PublishedDto>> {
    const draft = { document: ruleset, defaults, expectedVersion };
    return created(await withRulesetProblems(this.rulesets.publish(draft, origin)), reply);
  }

  @Post(':version/rollback')
  @RequireScope('admin')
  @ApiOperation({ summary: 'Publish an earlier ruleset again, as a new version' })
  @ApiCreatedResponse({ type: PublishedDto })
  @ApiOkResponse({ type: PublishedDto, description: 'It is already in force' })
  @ApiProblems('invalid-request', 'malformed-body', 'invalid-ruleset', 'unknown-ruleset', 'ruleset-conflict')
  async rollback(
    @Param() { version }: RulesetVersionDto,
    @Body() { expectedVersion }: RollbackDto,
    @RequestOrigin() origin: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<PublishedDto>> {
    return created(await withRulesetProblems(this.rulesets.rollback(version, expectedVersion, origin)), reply);
  }
}

function created(receipt: PublishedReceipt, reply: FastifyReply): PublishedReceipt {
  void reply.status(receipt.alreadyKnown ? HttpStatus.OK : HttpStatus.CREATED);
  return receipt;
}
