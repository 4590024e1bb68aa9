import type { MessagePort } from 'node:worker_threads';
import type { SqlValue } from '../read-model-database.js';

/** What the thread that writes rows is made for. */
export interface RowThreadData {
  readonly file: string;
  readonly port: MessagePort;
  /** One number: how many messages were dealt with, or {@link FAILED}. Whoever sent them may wait for it to change. */
  readonly dealtWith: Int32Array<SharedArrayBuffer>;
}

/** A message could not be dealt with: why comes over the port, and no other is looked at. */
export const FAILED = -1;

export type RowMessage =
  /** Statements without parameters: schemas. */
  | { readonly kind: 'execute'; readonly sql: string }
  /** A statement, which is named from now on by how many came before it. */
  | { readonly kind: 'statement'; readonly sql: string; readonly parameters: number }
  /**
   * Of each row the number of its statement, the row number that it has to get (0: any), and the statement's
   * parameters.
   */
  | { readonly kind: 'rows'; readonly values: readonly SqlValue[] }
  /** Lets others read the file until the next message. */
  | { readonly kind: 'commit' }
  /** Takes tables of another file into this one, and ends. */
  | { readonly kind: 'finish'; readonly file: string; readonly tables: readonly string[] };
