import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiProblems, clientGone, AS_OF_PROBLEMS, AsOfQueryDto, RequireScope } from '../../../http/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import type { AsOfState } from '../../../read-model/engine/index.js';
import { encodeJson } from '../../../events/index.js';
import { RecipientDto } from '../../../read-model/recipients/http/index.js';
import { AsOfModels, stateLines } from '../index.js';
import { StateTotalsDto } from './state.dto.js';

/** Provider token of the {@link LedgerKeys}. */
export const STATE_KEYS = Symbol('StateKeys');

const NDJSON = 'application/x-ndjson';

@ApiTags('recipients')
@Controller('v1/state')
export class StateController {
  constructor(
    @Inject(AsOfModels) private readonly asOf: AsOfModels,
    @Inject(STATE_KEYS) private readonly keys: LedgerKeys,
  ) {}

  @Get()
  @RequireScope('read')
  @ApiOperation({
    summary: 'The state of every recipient, now or as known at a time, as lines of JSON sorted by address',
    description: 'The last line holds the totals; an answer without it is incomplete.',
  })
  @ApiExtraModels(RecipientDto, StateTotalsDto)
  @ApiOkResponse({
    content: {
      [NDJSON]: { schema: { oneOf: [RecipientDto, StateTotalsDto].map((dto) => ({ $ref: getSchemaPath(dto) })) } },
    },
  })
  @ApiProblems('invalid-request', 'position-not-reached', ...AS_OF_PROBLEMS)
  async list(@Query() point: AsOfQueryDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const gone = clientGone(reply);
    const state = await this.asOf.hold(point, { signal: gone });
    if (gone.aborted) state.release();
    else gone.addEventListener('abort', state.release);
    return new StreamableFile(Readable.from(text(state, this.keys), { objectMode: false }), { type: NDJSON });
  }
}

async function* text(state: AsOfState, keys: LedgerKeys): AsyncGenerator<string> {
  let lines = '';
  for await (const line of stateLines(state, keys)) {
    lines += `${encodeJson(line)}\n`;
    if (lines.length < 16_384) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}
