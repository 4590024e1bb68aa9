import { Readable } from 'node:stream';
import { ProblemError, validationPipe, type AnswerOf, type Origin } from '../../../http/index.js';
import type { RegisteredSend } from '../../../events/index.js';
import type { LedgerKeys } from '../../../ledger/index.js';
import type { SendsRecordedDto } from './campaign-answers.dto.js';
import { type Batch, type BatchRecorded, GivenSends, NothingToRecordError, type SendsCommands } from '../index.js';
import { RecordSendsDto } from './campaign-requests.dto.js';

/** Where the parts of a batch stand in a request. */
export interface SendsRequest {
  readonly campaignId: string | null;
  readonly batchIdInQuery: string | undefined;
  /** Parsed JSON, or the stream of an NDJSON body. */
  readonly body: unknown;
}

/** Records the batches that requests give, as JSON or as NDJSON, and tells what was not taken. */
export class SendsRequests {
  readonly #validation = validationPipe();

  constructor(
    private readonly commands: SendsCommands,
    private readonly keys: LedgerKeys,
  ) {}

  /**
   * @throws ProblemError `invalid-request`; `nothing-to-record`, with the reasons, if not one send could be taken
   * @throws BatchConflictError
   */
  async record(
    { campaignId, batchIdInQuery, body }: SendsRequest,
    origin: Origin,
  ): Promise<AnswerOf<SendsRecordedDto>> {
    const given = new GivenSends(this.keys);
    if (body instanceof Readable) {
      if (batchIdInQuery === undefined) throw invalidBatchId('is required in the query with NDJSON');
      return this.#record({ batchId: batchIdInQuery, campaignId }, given.fromLines(body), given, origin);
    }
    if (batchIdInQuery !== undefined) throw invalidBatchId('stands in the body with JSON, not in the query');
    const { batchId, sends } = await this.#validated(body);
    return this.#record({ batchId, campaignId }, given.fromArray(sends), given, origin);
  }

  async #validated(body: unknown): Promise<RecordSendsDto> {
    return (await this.#validation.transform(body, { type: 'body', metatype: RecordSendsDto })) as RecordSendsDto;
  }

  async #record(
    batch: Batch,
    sends: Iterable<RegisteredSend> | AsyncIterable<RegisteredSend>,
    given: GivenSends,
    origin: Origin,
  ): Promise<AnswerOf<SendsRecordedDto>> {
    let recorded: BatchRecorded;
    try {
      recorded = await this.commands.record(batch, sends, origin);
    } catch (error) {
      if (!(error instanceof NothingToRecordError)) throw error;
      const errors = given.rejected.map(({ line, error: message }) => ({ path: `line ${line}`, message }));
      throw new ProblemError(error.code, error.message, errors);
    }
    const { accepted, alreadyKnown, position } = recorded;
    return {
      batchId: batch.batchId,
      accepted,
      alreadyKnown,
      rejected: given.rejected,
      rejectedCount: given.rejectedCount,
      position,
    };
  }
}

function invalidBatchId(message: string): ProblemError {
  return new ProblemError('invalid-request', `batchId ${message}`, [{ path: 'batchId', message }]);
}
