import type { CorrelationKeys } from '../../events/index.js';
import type { HeaderFields } from '../structure/header-fields.js';
import { factText } from './cap-text.js';
import { verpAddressIn, verpTokenOf } from './verp-address.js';

/** Headers of the returned message by which senders recognise it, besides the configured ones. */
const BUILT_IN_HEADERS = ['x-campaign-id', 'feedback-id', 'cfbl-address', 'cfbl-feedback-id', 'list-unsubscribe'];

export interface CorrelationSources {
  /** The report's own header. */
  readonly report: HeaderFields;
  readonly returned: HeaderFields;
  readonly envelopeId: string | null;
  /** Addresses that the report says failed: none of them is where the report went. */
  readonly recipients: readonly (string | null)[];
  /** Names of further headers. */
  readonly headerNames: readonly string[];
}

/** What ties a report to the message it reports on, verbatim. */
export function correlationKeys(sources: CorrelationSources): CorrelationKeys {
  const verpAddress = factText(verpAddressIn(sources.report, sources.returned, sources.recipients));
  const names = new Set([...BUILT_IN_HEADERS, ...sources.headerNames.map((name) => name.toLowerCase())]);
  const headers = [...names].flatMap((name): [string, string][] => {
    const value = factText(sources.returned.first(name));
    return value === null ? [] : [[name, value]];
  });
  return {
    verpAddress,
    verpToken: verpAddress === null ? null : verpTokenOf(verpAddress),
    envelopeId: factText(sources.envelopeId),
    headers: Object.fromEntries(headers),
  };
}
