import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { type LedgerEvent, streams } from '../../src/events/index.js';
import { registerReportingMtaMetrics } from '../../src/read-model/reporting-mtas/http/reporting-mta-metrics.js';
import type { ReportingMta, ReportingMtaQueries } from '../../src/read-model/reporting-mtas/index.js';
import { followedLedger, mailIdOfName, mailThatTells } from './read-model-kit.js';

const bounce = (name: string, reportingMta: string | null, originalMessageId: string | null = null) =>
  mailThatTells(name, 'bounce', { reportingMta, originalMessageId });

/** The events of a mail that was read again, and tells this now. */
function reinterpreted(
  name: string,
  reportingMta: string | null,
  originalMessageId: string | null,
): [string, ...LedgerEvent[]] {
  const [, , told, classified] = bounce(name, reportingMta, originalMessageId);
  if (told === undefined || classified === undefined) throw new Error('a bounce is told and classified');
  return [
    streams.mail(mailIdOfName(name)),
    {
      type: 'MailReinterpreted',
      data: {
        ...{ mailId: mailIdOfName(name), interpreter: 2, supersedes: 0, events: 2, kind: 'bounce', messageId: null },
        ...{ subject: null, from: null, family: 'rfc3464', limitsReached: [] },
      },
    },
    told,
    classified,
  ];
}

function all(queries: ReportingMtaQueries, limit: number): ReportingMta[] {
  const items: ReportingMta[] = [];
  for (let cursor: string | undefined; ;) {
    const page = queries.list({ limit, cursor });
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = page.next;
  }
}

describe('reporting MTAs', () => {
  it('are told with how many of their bounces carry the Message-ID, those first that lose most of them', async () => {
    const { readModel, record } = await followedLedger();
    const told: [string, string | null, string | null][] = [
      ['a1', 'mx1.example.net', '<1@x>'],
      ['a2', 'mx2.example.net', '<2@x>'],
      ['a3', 'mx2.example.net', null],
      ['d1', 'domino1.example.org', null],
      ['d2', 'DOMINO2.example.org', null],
      ['d3', 'domino2.example.org.', null],
      ['d4', 'domino2.example.org', '<3@x>'],
      ['n1', null, null],
      ['o1', 'CN=DOMINO1/O=ACME', '<4@x>'],
    ];
    for (const each of told) await record(...bounce(...each));
    await record(...mailThatTells('delay', 'delay', { reportingMta: 'mx1.example.net' }));
    await record(...mailThatTells('complaint', 'complaint', { reportingMta: 'mx1.example.net' }));

    const expected = [
      { reportingMta: 'example.org', bounces: 4, messageIds: 1, share: 0.25 },
      { reportingMta: 'example.net', bounces: 3, messageIds: 2, share: 2 / 3 },
      { reportingMta: '(none)', bounces: 1, messageIds: 0, share: 0 },
      { reportingMta: '(other)', bounces: 1, messageIds: 1, share: 1 },
    ];
    expect(all(readModel.reportingMtas, 100)).toEqual(expected);
    expect(all(readModel.reportingMtas, 1)).toEqual(expected);
    expect(readModel.reportingMtas.total()).toEqual({ bounces: 9, messageIds: 4 });
  });

  it('follow what a mail tells when it is read again', async () => {
    const { readModel, record } = await followedLedger();
    await record(...bounce('a', 'mx.example.net', null));
    await record(...bounce('b', 'mx.example.net', null));
    await record(...reinterpreted('a', 'mx.example.net', '<found@x>'));
    expect(all(readModel.reportingMtas, 10)).toMatchObject([
      { reportingMta: 'example.net', bounces: 2, messageIds: 1 },
    ]);
    await record(...reinterpreted('b', 'mx.example.org', '<found@x>'));
    expect(all(readModel.reportingMtas, 10)).toMatchObject([
      { reportingMta: 'example.org', bounces: 1, messageIds: 1 },
      { reportingMta: 'example.net', bounces: 1, messageIds: 1 },
    ]);
    await record(...reinterpreted('a', 'mx.example.org', null));
    expect(all(readModel.reportingMtas, 10)).toMatchObject([
      { reportingMta: 'example.org', bounces: 2, messageIds: 1 },
    ]);
  });

  it('are as many series as are worth watching, whatever names mails make up, and one for the rest', async () => {
    const { readModel, record } = await followedLedger();
    for (let n = 0; n < 30; n += 1) await record(...bounce(`h${n}`, `mx.hostile${n}.example`, null));
    for (let n = 0; n < 3; n += 1) await record(...bounce(`d${n}`, 'mx.domino.example', n === 0 ? '<1@x>' : null));
    const registry = new Registry();
    registerReportingMtaMetrics(registry, readModel.reportingMtas);
    const measured = (await registry.metrics()).split('\n').filter((line) => line.startsWith('bounce_ledger'));
    const name = 'bounce_ledger_reporting_mta';
    expect(measured).toHaveLength(2 * 21);
    expect(measured).toContain(`${name}_bounces{reporting_mta="domino.example"} 3`);
    expect(measured).toContain(`${name}_message_ids{reporting_mta="domino.example"} 1`);
    expect(measured).toContain(`${name}_bounces{reporting_mta="(rest)"} 11`);
    expect(measured).toContain(`${name}_message_ids{reporting_mta="(rest)"} 0`);
  });
});
