import { providerOf } from '../../../classification/index.js';
import type { Reason } from '../../../events/index.js';
import type { CampaignView } from '../campaign-views.js';
import type { CampaignVolume } from './campaign-volume.js';
import type { UnitOutcome } from './unit-outcome.js';

type Breakdown = Pick<CampaignView, 'failed' | 'rates' | 'byReason' | 'byDomain' | 'byProvider'>;

/** Domains listed one by one, those with the most failures first; a campaign may have tens of thousands. */
const MAX_DOMAINS = 100;

/** Splits what failed by its kind, reason, domain and provider. Pure. Without a number of sends its shares are null. */
export function breakDown(outcomes: readonly UnitOutcome[], { sends, byDomain }: CampaignVolume): Breakdown {
  const counts = { hard: 0, soft: 0, blocked: 0, ignored: 0 };
  const reasons = new Map<Reason, number>();
  const domains = new Map<string, { sends: number; failed: number }>();
  const at = (domain: string) => getOrAdd(domains, domain, () => ({ sends: byDomain.get(domain) ?? 0, failed: 0 }));
  for (const domain of byDomain.keys()) at(domain);
  for (const { outcome, reason, domain } of outcomes) {
    counts[outcome] += 1;
    if (outcome === 'ignored') continue;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (domain !== null) at(domain).failed += 1;
  }
  const total = counts.hard + counts.soft + counts.blocked;
  const share = (part: number) => shareOf(part, sends);
  return {
    failed: { total, ...counts },
    rates: {
      bounce: share(total),
      hard: share(counts.hard),
      soft: share(counts.soft),
      blocked: share(counts.blocked),
    },
    byReason: mostFailed(
      Array.from(reasons, ([reason, failed]) => ({
        reason,
        failed,
        shareOfFailed: failed / total,
        shareOfSends: share(failed),
      })),
      ({ reason }) => reason,
    ),
    byDomain: mostFailed(
      Array.from(domains, ([domain, counted]) => ({ domain, ...counted })),
      ({ domain }) => domain,
    ).slice(0, MAX_DOMAINS),
    byProvider: byProvider(domains),
  };
}

function byProvider(
  domains: ReadonlyMap<string, { readonly sends: number; readonly failed: number }>,
): CampaignView['byProvider'] {
  const providers = new Map<string, { sends: number; failed: number }>();
  for (const [domain, { sends, failed }] of domains) {
    const counted = getOrAdd(providers, providerOf(domain), () => ({ sends: 0, failed: 0 }));
    counted.sends += sends;
    counted.failed += failed;
  }
  return mostFailed(
    Array.from(providers, ([provider, counted]) => ({
      provider,
      ...counted,
      bounceRate: shareOf(counted.failed, counted.sends),
    })),
    ({ provider }) => provider,
  );
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function getOrAdd<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** In an order that does not depend on the order of the rows. */
function mostFailed<Entry extends { readonly failed: number }>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): Entry[] {
  return entries.toSorted((a, b) => b.failed - a.failed || (nameOf(a) < nameOf(b) ? -1 : 1));
}
