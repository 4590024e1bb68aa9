import type { BounceView } from '../read-model/bounces/index.js';
import type { CampaignView } from '../read-model/campaigns/index.js';
import type { RecipientView } from '../read-model/recipients/index.js';
import type { DemoMail } from './make-mails.js';
import { count, percent, type Narrator } from './narrator.js';
import { isSound, type DemoSummary } from './summary.js';

const BAR_WIDTH = 30;
const REASONS_SHOWN = 8;

/** What is in the mailbox. */
export function tellMailbox(narrator: Narrator, mails: readonly DemoMail[]): void {
  const kinds = Object.groupBy(mails, ({ madeAs }) => madeAs.kind);
  const of = (kind: DemoMail['madeAs']['kind']) => count(kinds[kind]?.length ?? 0);
  narrator.say(
    `${count(mails.length)} mails, written as Postfix, Exim, Sendmail, qmail, Courier, Exchange Online and Gmail write ` +
      `them: ${of('bounce')} bounces, ${of('delay')} delay reports, ${of('complaint')} ` +
      `complaints, ${of('auto-reply')} vacation notices, ${of('challenge')} challenges, ${of('personal-reply')} personal ` +
      `replies and ${of('unreadable')} unreadable mails. ` +
      `${count(mails.filter(({ isDuplicate }) => isDuplicate).length)} of them are second deliveries of the same mail.`,
  );
}

/** What the collector did, and the result of comparing the event log with the mails. */
export function tellCollection(
  narrator: Narrator,
  summary: DemoSummary,
  { takenInBeforeTheKill, leftInMailbox }: { readonly takenInBeforeTheKill: number; readonly leftInMailbox: number },
): void {
  const { listed, appended, alreadyKnown, lost, countedTwice, seconds: lasted } = summary;
  narrator.table([
    ['listed', 'appended', 'already known', 'lost', 'counted twice'],
    [listed, appended, alreadyKnown, lost, countedTwice].map(count),
  ]);
  narrator.line('');
  narrator.say(
    `In ${lasted.toFixed(1)} s the service retrieved all ${count(listed)}. It recognised ${count(takenInBeforeTheKill)} from the ` +
      `killed session by their content, and ${count(alreadyKnown)} more as second deliveries of the same mail.`,
  );
  narrator.say(
    isSound(summary)
      ? 'We then compared the event log itself with the mails: it has each of them exactly once. The mailbox now holds ' +
          `${count(leftInMailbox)}: a mail is deleted only after its events are durable.`
      : 'The event log does not hold each mail exactly once. This is a bug: please report it.',
  );
}

/** The campaign's rates, and its failures by reason. */
export function tellCampaign(narrator: Narrator, campaign: CampaignView): void {
  const { sends, failed, rates, byReason, delayed, complaints, unverified } = campaign;
  narrator.table([
    ['sends', 'bounced', 'hard', 'soft', 'blocked'],
    [sends, failed.total, failed.hard, failed.soft, failed.blocked].map(count),
    ['', ...[rates.bounce, rates.hard, rates.soft, rates.blocked].map(percent)],
  ]);
  narrator.line('');
  const shown = byReason.slice(0, REASONS_SHOWN);
  const most = Math.max(...shown.map((reason) => reason.failed));
  const width = Math.max(...shown.map(({ reason }) => reason.length));
  for (const { reason, failed: times } of shown) {
    const bar = '█'.repeat(Math.max(1, Math.round((times / most) * BAR_WIDTH)));
    narrator.line(`${reason.padEnd(width)} ${count(times).padStart(6)}  ${bar}`);
  }
  const others = byReason.slice(REASONS_SHOWN).reduce((sum, reason) => sum + reason.failed, 0);
  if (others > 0) narrator.line(`${'others'.padEnd(width)} ${count(others).padStart(6)}`);
  narrator.line('');
  narrator.say(
    `Counted separately: ${count(delayed)} delays, ${count(complaints)} complaints, and ${count(unverified)} bounces ` +
      'that could not prove which send they belong to.',
  );
}

/** One recipient's status, with the reason in words. */
export function tellRecipient(
  narrator: Narrator,
  recipient: RecipientView,
  { facts, verdict, correlation }: BounceView,
): void {
  const { bulk, transactional } = recipient.sendable;
  const allowed = bulk ? 'may still be mailed' : transactional ? 'gets transactional mail only' : 'gets no more mail';
  narrator.line(`${recipient.address}  ${recipient.status.toUpperCase()}, ${allowed}`);
  narrator.line('');
  narrator.say(`The facts:   ${facts.remoteMta ?? 'a server'} said "${facts.diagnostic ?? ''}"`);
  narrator.say(
    `The verdict: ${verdict.reason}, ${verdict.type}, fault of the ${verdict.fault}; rule ${verdict.rule ?? '–'} of ruleset ` +
      `${verdict.rulesetVersion} matched "${verdict.matched ?? ''}"`,
  );
  const proof = correlation?.verified === true ? 'proved' : 'not proved';
  narrator.say(`The send:    ${correlation?.sendId ?? 'unknown'}, ${proof} by ${correlation?.method ?? 'nothing'}`);
}

/** What to try next; the commands can be pasted as they are. */
export function tellCommands(narrator: Narrator, url: string, campaignId: string, address: string): void {
  narrator.line(`curl -s ${url}/v1/campaigns/${campaignId}`);
  narrator.line(`curl -s ${url}/v1/recipients/${address}`);
  narrator.line(
    `curl -s ${url}/v1/recipients/lookup -H 'content-type: application/json' -d '{"addresses":["${address}"],"purpose":"bulk"}'`,
  );
  narrator.line('');
  narrator.line(`The whole API is described at ${url}/docs`);
}
