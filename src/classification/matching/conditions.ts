import { domainOf } from '../../events/index.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import { providerOf, providerOfServer } from '../providers.js';
import type { RuleConditions } from '../ruleset.js';
import { hostName } from './host-name.js';

/** Gives the words of the facts that meet a condition, or null. */
export type FactsTest = (facts: ClassifiableFacts) => string | null;

/**
 * The tests of all conditions but those of the diagnostic's words, the most telling first: its words are those that a
 * verdict shows.
 */
export function factsTests(when: RuleConditions): readonly FactsTest[] {
  const tests: FactsTest[] = [];
  if (when.status !== undefined) tests.push(statusTest(when.status));
  if (when.smtpCode !== undefined) tests.push(smtpCodeTest(when.smtpCode));
  if (when.remoteMta !== undefined) tests.push(hostTest(when.remoteMta, (facts) => facts.remoteMta));
  if (when.reportingMta !== undefined) tests.push(hostTest(when.reportingMta, (facts) => facts.reportingMta));
  if (when.recipientDomain !== undefined) tests.push(domainTest(when.recipientDomain));
  if (when.provider !== undefined) tests.push(providerTest(when.provider));
  if (when.inReplyTo !== undefined) tests.push(stepTest(when.inReplyTo));
  if (when.action !== undefined) tests.push(actionTest(when.action));
  if (when.from !== undefined || when.to !== undefined) tests.push(windowTest(when.from?.[0], when.to?.[0]));
  return tests;
}

function statusTest(values: readonly string[]): FactsTest {
  const matches = codeMatcher(values);
  return ({ status }) => (status !== null && matches(status) ? status : null);
}

function smtpCodeTest(values: readonly string[]): FactsTest {
  const matches = codeMatcher(values);
  return ({ smtpCode }) => {
    if (smtpCode === null) return null;
    const code = String(smtpCode);
    return matches(code) ? code : null;
  };
}

/** `5.1.1` is itself, `5.7.*` and `55*` are prefixes, `x.2.2` is any class (the parser has made them lower case). */
function codeMatcher(values: readonly string[]): (code: string) => boolean {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  for (const value of values) {
    for (const code of value.startsWith('x') ? ['2', '4', '5'].map((digit) => digit + value.slice(1)) : [value]) {
      if (code.endsWith('*')) prefixes.push(code.slice(0, -1));
      else exact.add(code);
    }
  }
  return (code) => exact.has(code) || prefixes.some((prefix) => code.startsWith(prefix));
}

function hostTest(hosts: readonly string[], read: FactsTest): FactsTest {
  const known = new Set(hosts);
  return (facts) => {
    const stated = read(facts);
    const host = stated === null ? null : hostName(stated);
    return host !== null && isWithin(host, known) ? host : null;
  };
}

function domainTest(domains: readonly string[]): FactsTest {
  const known = new Set(domains);
  return ({ recipient }) => {
    if (recipient === null) return null;
    const domain = hostName(domainOf(recipient));
    return domain !== null && isWithin(domain, known) ? domain : null;
  };
}

function actionTest(actions: readonly ClassifiableFacts['action'][]): FactsTest {
  return ({ action }) => (actions.includes(action) ? action : null);
}

function providerTest(providers: readonly string[]): FactsTest {
  return ({ recipient, remoteMta }) => {
    const domain = recipient === null ? null : hostName(domainOf(recipient));
    if (domain !== null && providers.includes(providerOf(domain))) return domain;
    const host = remoteMta === null ? null : hostName(remoteMta);
    const provider = host === null ? null : providerOfServer(host);
    return provider !== null && providers.includes(provider) ? host : null;
  };
}

function stepTest(steps: NonNullable<RuleConditions['inReplyTo']>): FactsTest {
  return ({ inReplyTo }) => (inReplyTo !== undefined && steps.includes(inReplyTo) ? inReplyTo : null);
}

/** @param from inclusive @param to exclusive */
function windowTest(from: string | undefined, to: string | undefined): FactsTest {
  const earliest = from === undefined ? -Infinity : Date.parse(from);
  const end = to === undefined ? Infinity : Date.parse(to);
  return ({ occurredAt }) => {
    if (occurredAt === undefined || occurredAt === null) return null;
    const at = Date.parse(occurredAt);
    return earliest <= at && at < end ? occurredAt : null;
  };
}

function isWithin(host: string, known: ReadonlySet<string>): boolean {
  for (let name = host; ;) {
    if (known.has(name)) return true;
    const dot = name.indexOf('.');
    if (dot < 0) return false;
    name = name.slice(dot + 1);
  }
}
