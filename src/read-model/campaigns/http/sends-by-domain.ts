import { ValidateBy } from 'class-validator';
import { normaliseAddress } from '../../../ledger/index.js';

/** Domains of one batch: with the longest names this stays well under what one event may hold. */
const MAX_DOMAINS = 2_000;

/** The property maps domains to whole numbers of messages, at least one message in all. */
export function IsSendsByDomain(): PropertyDecorator {
  return ValidateBy({
    name: 'isSendsByDomain',
    validator: {
      validate: (value) => sendsByDomain(value) !== null,
      defaultMessage: () => `must map up to ${MAX_DOMAINS} domains to whole numbers of messages, at least 1 in all`,
    },
  });
}

/** The map by normalised domain, and its sum; null if it is none. Names of one domain are added up. */
export function sendsByDomain(
  value: unknown,
): { readonly byDomain: Readonly<Record<string, number>>; readonly sends: number } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = Object.entries(value as Record<string, unknown>);
  if (given.length > MAX_DOMAINS) return null;
  const byDomain = new Map<string, number>();
  let sends = 0;
  for (const [name, count] of given) {
    const domain = normaliseDomain(name);
    if (domain === null || typeof count !== 'number' || !Number.isSafeInteger(count) || count < 0) return null;
    byDomain.set(domain, (byDomain.get(domain) ?? 0) + count);
    sends += count;
  }
  return sends > 0 && Number.isSafeInteger(sends) ? { byDomain: Object.fromEntries(byDomain), sends } : null;
}

function normaliseDomain(name: string): string | null {
  return name.includes('@') ? null : (normaliseAddress(`x@${name.trim()}`)?.slice(2) ?? null);
}
