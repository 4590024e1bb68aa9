import type { EncodedAppend } from '../../encoded-append.js';
import type { AppendResult } from '../../event-store.port.js';

/** What is asked of the thread that writes. Times are in ms since the epoch. */
export type WriteRequest =
  | { readonly kind: 'append'; readonly append: EncodedAppend; readonly nowMs: number }
  | { readonly kind: 'tombstone'; readonly stream: string }
  | { readonly kind: 'set-max-age'; readonly stream: string; readonly seconds: number | null }
  | { readonly kind: 'erase-expired'; readonly afterStreamId: number; readonly nowMs: number }
  | { readonly kind: 'add-checksums' }
  | { readonly kind: 'try-write' };

/** What a request came to inside its transaction: a refusal concerns that request alone, and changed nothing. */
export type WriteOutcome =
  | { readonly kind: 'appended'; readonly result: AppendResult }
  /** The stream is elsewhere: the revision of its last event, null when it has none. */
  | { readonly kind: 'wrong-revision'; readonly actualRevision: number | null }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'retired' }
  /** `lastStreamId` is the last one looked at; null when none was left. */
  | { readonly kind: 'erased'; readonly lastStreamId: number | null }
  | { readonly kind: 'checksums-added'; readonly isDone: boolean };

/** What became of one transaction: of the requests that were not answered before, the first ones, in their order. */
export type CommitAnswer =
  | { readonly kind: 'committed'; readonly outcomes: readonly WriteOutcome[]; readonly head: number }
  | { readonly kind: 'failed'; readonly requests: number; readonly reason: string };
