import { Gauge, type Registry } from 'prom-client';
import type { ReportingMta, ReportingMtaQueries } from '../index.js';

/** Mails name whatever they like: no more series than these, and one for all others. */
const MAX_SERIES = 20;
const OTHERS = '(rest)';

type Counts = Pick<ReportingMta, 'bounces' | 'messageIds'>;

/**
 * Registers how often Message-IDs come back, for the reporting MTAs that lose most of them; read when it is asked for.
 */
export function registerReportingMtaMetrics(registry: Registry, reportingMtas: ReportingMtaQueries): void {
  const measure = (name: string, help: string, value: (counts: Counts) => number) =>
    new Gauge({
      name: `bounce_ledger_reporting_mta_${name}`,
      help,
      labelNames: ['reporting_mta'],
      registers: [registry],
      collect() {
        this.reset();
        const { items } = reportingMtas.list({ limit: MAX_SERIES });
        for (const counts of items) this.set({ reporting_mta: counts.reportingMta }, value(counts));
        const shown = items.reduce((sum, counts) => sum + value(counts), 0);
        this.set({ reporting_mta: OTHERS }, value(reportingMtas.total()) - shown);
      },
    });
  measure(
    'bounces',
    'Bounces by reporting MTA, by its registrable domain: those that lose most Message-IDs',
    ({ bounces }) => bounces,
  );
  measure(
    'message_ids',
    'Of these bounces, those that carry the Message-ID of the message that they are about',
    ({ messageIds }) => messageIds,
  );
}
