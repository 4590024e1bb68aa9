import type { JsonObject } from '../../events/index.js';
import { ChangeKind } from '../engine/index.js';

/** A recipient's status changed. Expiry is not a change: nothing happens in the log when it comes. */
export interface StatusNotice {
  readonly type: 'recipient.status-changed';
  /** The recipient's address; null where only the key is known. */
  readonly subject: string | null;
  readonly campaignId: string | null;
  /** `{from, to, cause, bounceId?, mailId?, verdict?, campaignId?, sendId?}`. */
  readonly data: JsonObject;
}
export const noticeGiven = new ChangeKind<StatusNotice>('notice-given');
