import type { Described } from './described.js';

/** Stream `recipient-<key>`: a person's decision, which no report overrides. */
type RecipientSuppressed = Described<
  'RecipientSuppressed',
  { readonly recipientKey: string; readonly address: string; readonly reason: string; readonly actor: string }
>;
type RecipientReleased = Described<
  'RecipientReleased',
  { readonly recipientKey: string; readonly address: string; readonly reason: string; readonly actor: string }
>;

/** What people decided: streams `recipient-…`. */
export type RecipientEvent = RecipientSuppressed | RecipientReleased;
