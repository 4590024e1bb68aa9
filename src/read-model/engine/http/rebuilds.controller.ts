import { Controller, HttpCode, HttpStatus, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, RequireScope, type AnswerOf } from '../../../http/index.js';
import { RebuildReportDto } from './rebuilds.dto.js';

/** The read model, as far as this route asks something of it. */
export interface RebuildableReadModel {
  /**
   * Builds the read model again from the first event, beside the live one, and swaps. A rebuild that is under way is
   * joined.
   * @returns the number of events applied; null if the read model was closed before the end
   */
  rebuild(): Promise<number | null>;
  /** How far the log was followed. */
  position(): string;
}

/** Provider token of the {@link RebuildableReadModel}. */
export const REBUILDABLE_READ_MODEL = Symbol('RebuildableReadModel');

@ApiTags('operations')
@RequireScope('admin')
@Controller('v1/read-model/rebuilds')
export class RebuildsController {
  constructor(@Inject(REBUILDABLE_READ_MODEL) private readonly readModel: RebuildableReadModel) {}

  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ summary: 'Rebuild the read model from the first event, beside the live one, and swap them' })
  @ApiOkResponse({ type: RebuildReportDto })
  @ApiProblems('event-store-unavailable')
  async rebuild(): Promise<AnswerOf<RebuildReportDto>> {
    const events = await this.readModel.rebuild();
    return { events: events ?? 0, position: this.readModel.position() };
  }
}
