import type { JsonObject } from '../../events/index.js';
import { ChangeKind } from '../engine/index.js';

/** A recipient's status is another than before. What expires is not told: nothing happens in the log when it does. */
export interface StatusNotice {
  readonly type: 'recipient.status-changed';
  /** The recipient's address; null where only the key is known. */
  readonly subject: string | null;
  readonly campaignId: string | null;
  /** `{from, to, cause, bounceId?, mailId?, verdict?, campaignId?, sendId?}`. */
  readonly data: JsonObject;
}
export const noticeGiven = new ChangeKind<StatusNotice>('notice-given');
