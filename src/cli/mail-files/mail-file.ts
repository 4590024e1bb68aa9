/** One mail found on disk or on standard input. */
export interface MailFile {
  /** The path as given; the n-th mail of an mbox is `path#n`, standard input is `-`. */
  readonly file: string;
  readonly bytes: Buffer;
}

/**
 * A file that cannot be read, or a mail in it that is larger than `maxMailBytes` is reported in its place, and the
 * others are still read.
 */
export interface UnreadableMailFile {
  readonly file: string;
  readonly error: string;
}

export type MailFileResult = MailFile | UnreadableMailFile;

export interface MailFileOptions {
  readonly maxMailBytes: number;
}
