/** What a phrase of `rulesets/phrases.yaml` tells of a mail; the file says what each kind means. */
export const PHRASE_KINDS = [
  'failed',
  'delayed',
  'answer',
  'office',
  'holiday',
  'absence',
  'opened',
  'read',
  'challenge',
] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];
