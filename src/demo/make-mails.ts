import type { Reason } from '../events/index.js';
import { isMistyped, type DemoCampaign, type DemoSend } from './campaign.js';
import { isPermanent, type Dialect } from './delivery-report.js';
import { postfix } from './dialects/postfix.js';
import { DELAYS, DUPLICATES, FAILURES, OTHER_MAILS, SEVERAL_RECIPIENTS, type MixRow } from './mix.js';
import { autoReply } from './other-mails/auto-reply.js';
import { challenge } from './other-mails/challenge.js';
import { complaint } from './other-mails/complaint.js';
import { personalReply } from './other-mails/personal-reply.js';
import { empty, nested, noise } from './other-mails/unreadable.js';
import type { Refusal } from './refusals.js';
import { SeededRandom } from './seeded-random.js';

/** What a mail was made to say. */
export interface MadeAs {
  readonly kind: 'bounce' | 'delay' | 'complaint' | 'auto-reply' | 'challenge' | 'personal-reply' | 'unreadable';
  /** The send that caused it; null if there is none. */
  readonly send: DemoSend | null;
  /** Failed and delayed recipients; empty for other kinds. */
  readonly recipients: readonly { readonly address: string; readonly reason: Reason }[];
}

export interface DemoMail {
  readonly bytes: Buffer;
  readonly arrivedAt: Date;
  readonly madeAs: MadeAs;
  /** The same mail was delivered before. */
  readonly isDuplicate: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const GIVES_UP_AFTER_MS = 5 * DAY_MS;
const WARNS_AFTER_MS = 4 * HOUR_MS;

/**
 * The mails that a campaign gets back, in the order of their arrival. The same campaign and seed give the same bytes.
 */
export function makeMails(campaign: DemoCampaign, seed: number): DemoMail[] {
  const maker = new MailMaker(campaign, new SeededRandom(seed));
  const failures = FAILURES.flatMap((row) => maker.reports('bounce', row));
  const mails = [
    ...failures,
    ...DELAYS.flatMap((row) => maker.reports('delay', row)),
    maker.aboutSeveral(SEVERAL_RECIPIENTS),
    ...maker.answers('complaint', OTHER_MAILS.complaints, DAY_MS, complaint),
    ...maker.answers('auto-reply', OTHER_MAILS.autoReplies, MINUTE_MS, autoReply),
    ...maker.answers('challenge', OTHER_MAILS.challenges, MINUTE_MS, challenge),
    ...maker.answers('personal-reply', OTHER_MAILS.personalReplies, HOUR_MS, personalReply),
    ...maker.unreadable(OTHER_MAILS.noise, noise),
    ...maker.unreadable(OTHER_MAILS.empty, empty),
    ...maker.unreadable(OTHER_MAILS.nested, nested),
    ...maker.deliveredTwice(failures, DUPLICATES),
  ];
  return mails.sort((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime());
}

class MailMaker {
  readonly #startedAt: number;
  /** Sends that nothing has come back for yet, in no particular order. */
  readonly #untouched: DemoSend[];
  readonly #mistyped: DemoSend[];

  constructor(
    { sends }: DemoCampaign,
    private readonly random: SeededRandom,
  ) {
    this.#startedAt = sends[0]?.sentAt.getTime() ?? 0;
    this.#untouched = sends.filter((send) => !isMistyped(send));
    this.#mistyped = sends.filter(isMistyped);
  }

  reports(kind: 'bounce' | 'delay', [mails, by, about]: MixRow): DemoMail[] {
    return times(mails, () => {
      const send = this.#take(about.outcome.kind === 'host-not-found' ? this.#mistyped : this.#untouched);
      const waited = kind === 'delay' ? WARNS_AFTER_MS : isPermanent(about.outcome) ? 0 : GIVES_UP_AFTER_MS;
      return this.#report(kind, send, by, [{ recipient: send.recipient, ...about }], waited);
    });
  }

  aboutSeveral(refusals: readonly [Refusal, ...Refusal[]]): DemoMail {
    const send = this.#take(this.#untouched);
    const member = (refusal: Refusal, index: number) => ({ recipient: `member-${index + 1}@club.example`, ...refusal });
    const [first, ...rest] = refusals;
    const failures = [member(first, 0), ...rest.map((refusal, index) => member(refusal, index + 1))] as const;
    return this.#report('bounce', send, postfix, failures, 0);
  }

  answers(
    kind: 'complaint' | 'auto-reply' | 'challenge' | 'personal-reply',
    mails: number,
    afterMs: number,
    write: (send: DemoSend, at: Date, random: SeededRandom) => Buffer,
  ): DemoMail[] {
    return times(mails, () => {
      const send = this.#take(this.#untouched);
      const arrivedAt = new Date(send.sentAt.getTime() + afterMs + this.random.below(afterMs));
      const bytes = write(send, arrivedAt, this.random);
      return { bytes, arrivedAt, madeAs: { kind, send, recipients: [] }, isDuplicate: false };
    });
  }

  unreadable(mails: number, write: (random: SeededRandom) => Buffer): DemoMail[] {
    return times(mails, () => {
      const arrivedAt = new Date(this.#startedAt + this.random.below(GIVES_UP_AFTER_MS));
      const madeAs: MadeAs = { kind: 'unreadable', send: null, recipients: [] };
      return { bytes: write(this.random), arrivedAt, madeAs, isDuplicate: false };
    });
  }

  deliveredTwice(originals: readonly DemoMail[], mails: number): DemoMail[] {
    const left = [...originals];
    return times(mails, (index) => {
      const original = this.#take(left);
      const storeFields = Buffer.from(`Status: RO\r\nX-UID: ${this.random.digits(5)}\r\n`);
      return {
        bytes: index % 2 === 0 ? original.bytes : Buffer.concat([storeFields, original.bytes]),
        arrivedAt: new Date(original.arrivedAt.getTime() + MINUTE_MS),
        madeAs: original.madeAs,
        isDuplicate: true,
      };
    });
  }

  #report(
    kind: 'bounce' | 'delay',
    send: DemoSend,
    by: Dialect,
    [first, ...rest]: readonly [Refusal & { recipient: string }, ...(Refusal & { recipient: string })[]],
    waitedMs: number,
  ): DemoMail {
    const acceptedAt = new Date(send.sentAt.getTime() + 1000);
    const reportedAt = new Date(acceptedAt.getTime() + waitedMs + this.random.below(10 * MINUTE_MS));
    const bytes = by({ send, failures: [first, ...rest], acceptedAt, reportedAt, random: this.random });
    const recipients = [first, ...rest].map(({ recipient, reason }) => ({ address: recipient, reason }));
    return { bytes, arrivedAt: reportedAt, madeAs: { kind, send, recipients }, isDuplicate: false };
  }

  #take<T>(from: T[]): T {
    const index = this.random.below(from.length);
    const taken = from[index];
    const last = from.pop();
    if (taken === undefined || last === undefined) throw new RangeError('the campaign is too small for the mix');
    if (index < from.length) from[index] = last;
    return taken;
  }
}

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
