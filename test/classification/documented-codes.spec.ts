import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileRuleset, parseRuleset } from '../../src/classification/index.js';
import { interpret } from '../../src/interpretation/index.js';

/** A refusal in the server's words, and the reasons that are right for it. */
type Refusal = readonly [text: string, ...reasons: string[]];
interface Provider {
  readonly provider: string;
  readonly document: string;
  readonly codes: readonly Refusal[];
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const providers = parse(read('../fixtures/refusals/documented-codes.yaml')) as readonly Provider[];
const today = parse(read('../fixtures/refusals/today.yaml')) as readonly Refusal[];
const ownWords = parse(read('../fixtures/refusals/own-words.yaml')) as readonly Refusal[];

function defaultClassifier() {
  const parsed = parseRuleset(read('../../rulesets/default.yaml'));
  if (!parsed.ok) throw new Error('the default ruleset cannot be read');
  return compileRuleset(parsed.ruleset, 1);
}

const classifier = defaultClassifier();

/** What is thought of a report that holds the refusal. */
function verdictOn(text: string) {
  const status = /^\d{3}[ -]([45]\.\d{1,3}\.\d{1,3})/u.exec(text)?.[1] ?? '5.0.0';
  const report = [
    'Return-Path: <>',
    'From: MAILER-DAEMON@mx.example',
    'To: bounces@shop.example.com',
    'Date: Mon, 09 Mar 2026 10:12:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; ana@example.com',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${text}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: news@shop.example.com',
    'To: ana@example.com',
    'Subject: Offers',
    '',
    '--b--',
  ];
  const [facts] = interpret(Buffer.from(report.join('\r\n'))).recipients;
  if (facts === undefined) throw new Error('the report names nobody');
  return classifier.classify(facts);
}

/** It says nothing but that it failed. */
const KNOWN_TO_NO_RULE: readonly string[] = ['554 delivery error: dd Requested mail action aborted'];

describe('the codes that providers document', () => {
  const codes = providers.flatMap(({ provider, codes: stated }) =>
    stated.map(([text, ...reasons]) => ({ provider, text, reasons })),
  );

  it('are all known to a rule but these', () => {
    const unknown = codes.filter(({ text }) => verdictOn(text).rule === null).map(({ text }) => text);
    expect(unknown).toEqual(KNOWN_TO_NO_RULE);
  });

  it.each(codes)('mean what $provider says: “$text”', ({ text, reasons }) => {
    expect(reasons).toContain(verdictOn(text).reason);
  });

  it('name their document', () => {
    expect(providers.filter(({ document }) => !/^https?:\/\/\S+$/u.test(document))).toEqual([]);
  });
});

describe('refusals as people word them for their own servers', () => {
  it.each(ownWords)('“%s” is %s', (text, reason) => {
    expect(verdictOn(text).reason).toBe(reason);
  });
});

describe('refusals of these years, in other words', () => {
  it.each(today)('“%s” is %s', (text, ...reasons) => {
    expect(reasons).toContain(verdictOn(text).reason);
  });
});
