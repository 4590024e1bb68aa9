declare const brand: unique symbol;

/** A value that only its own constructor function may make, so that two kinds of string are never confused. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** SHA-256 (hex, lower case) of a mail's canonical form v1: the same mail from any server, mbox or Maildir. */
export type MailId = Brand<string, 'MailId'>;
/** UUIDv5 over mailId, recipient and ordinal. */
export type BounceId = Brand<string, 'BounceId'>;
/** SHA-256 (hex, lower case) of the exact bytes retrieved. */
export type RawDigest = Brand<string, 'RawDigest'>;
/** HMAC-SHA-256 (hex, lower case) of a normalised address under the ledger's secret. */
export type RecipientKey = Brand<string, 'RecipientKey'>;
