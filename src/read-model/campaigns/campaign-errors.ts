/** No campaign of this id was ever registered. */
export class UnknownCampaignError extends Error {
  readonly code = 'unknown-campaign';
  constructor(readonly campaignId: string) {
    super(`no campaign ${campaignId} is registered`);
    this.name = 'UnknownCampaignError';
  }
}

/** The campaign's id stands for another campaign already. */
export class CampaignConflictError extends Error {
  readonly code = 'campaign-conflict';
  constructor(readonly campaignId: string) {
    super(`campaign ${campaignId} is already registered with another purpose or name`);
    this.name = 'CampaignConflictError';
  }
}

/** The batch's id stands for another batch already: recording both under it would lose one of them. */
export class BatchConflictError extends Error {
  readonly code = 'batch-conflict';
  constructor(readonly batchId: string) {
    super(`batch ${batchId} is already recorded with different data; give this one another id`);
    this.name = 'BatchConflictError';
  }
}

/** Not one send of the batch could be read: nothing was recorded. */
export class NothingToRecordError extends Error {
  readonly code = 'nothing-to-record';
  constructor(readonly batchId: string) {
    super(`batch ${batchId} holds no send that could be recorded`);
    this.name = 'NothingToRecordError';
  }
}
