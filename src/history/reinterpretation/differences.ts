import type { BounceId, LedgerEvent, MailId, MailKind } from '../../events/index.js';
import { normaliseRecipient } from '../../ledger/index.js';
import type { MailOnRecord } from './mail-on-record.js';
import type { NewSet } from './new-set.js';
import type { CountedExamples, KindChange, ReinterpretationReport } from './reinterpretation-views.js';

const MAX_EXAMPLES = 3;

/** What became of one mail whose evidence was to be read again. */
export type Difference =
  | { readonly kind: 'same' | 'expired' }
  | { readonly kind: 'damaged'; readonly mailId: MailId }
  | {
      readonly kind: 'changed';
      readonly record: MailOnRecord;
      readonly set: NewSet;
      /** Null in a dry run. */
      readonly position: string | null;
    };

/** The sum of findings, taken in in the order of the log. */
export class Differences {
  #scanned = 0;
  #changed = 0;
  #expired = 0;
  #position: string | null = null;
  readonly #damaged = new Examples();
  readonly #changes = new Map<string, { readonly from: MailKind; readonly to: MailKind; readonly mails: Examples }>();
  readonly #bounces = { gained: 0, corrected: 0, lost: 0 };
  readonly #gained = new Examples();
  readonly #lost = new Examples();

  constructor(private readonly dryRun: boolean) {}

  take(difference: Difference): void {
    this.#scanned += 1;
    switch (difference.kind) {
      case 'same':
        break;
      case 'expired':
        this.#expired += 1;
        break;
      case 'damaged':
        this.#damaged.add(difference.mailId);
        break;
      case 'changed':
        this.#position = difference.position ?? this.#position;
        this.#takeChange(difference.record, difference.set);
        break;
    }
  }

  summary(): ReinterpretationReport {
    const changes = [...this.#changes.values()].map(({ from, to, mails }): KindChange => ({
      from,
      to,
      ...mails.view(),
    }));
    return {
      dryRun: this.dryRun,
      scanned: this.#scanned,
      changed: this.#changed,
      expired: this.#expired,
      damaged: this.#damaged.view(),
      changes: changes.sort((a, b) => b.count - a.count),
      bounces: { ...this.#bounces },
      recipients: { gained: this.#gained.view(), lost: this.#lost.view() },
      position: this.#position,
    };
  }

  #takeChange(record: MailOnRecord, [begun, ...set]: NewSet): void {
    this.#changed += 1;
    const [from, to] = [record.begun.data.kind, begun.data.kind];
    const change = this.#changes.get(`${from} ${to}`) ?? { from, to, mails: new Examples() };
    change.mails.add(begun.data.mailId);
    this.#changes.set(`${from} ${to}`, change);

    const [bouncesBefore, bouncesAfter] = [bouncesIn(record.content), bouncesIn(set)];
    const classified = new Set(
      set.flatMap((event) => (event.type === 'BounceClassified' ? [event.data.bounceId] : [])),
    );
    for (const bounceId of bouncesAfter) {
      if (!bouncesBefore.has(bounceId)) this.#bounces.gained += 1;
      else if (classified.has(bounceId)) this.#bounces.corrected += 1;
    }
    this.#bounces.lost += [...bouncesBefore].filter((bounceId) => !bouncesAfter.has(bounceId)).length;

    const [before, after] = [recipientsIn(record.content), recipientsIn(set)];
    for (const address of after) if (!before.has(address)) this.#gained.add(address);
    for (const address of before) if (!after.has(address)) this.#lost.add(address);
  }
}

class Examples {
  #count = 0;
  readonly #first = new Set<string>();

  add(example: string): void {
    this.#count += 1;
    if (this.#first.size < MAX_EXAMPLES) this.#first.add(example);
  }

  view(): CountedExamples {
    return { count: this.#count, examples: [...this.#first] };
  }
}

function bouncesIn(events: readonly LedgerEvent[]): Set<BounceId> {
  return new Set(events.flatMap((event) => (event.type === 'BounceReceived' ? [event.data.bounceId] : [])));
}

/** Whom a mail says something about, be it a delay. */
function recipientsIn(events: readonly LedgerEvent[]): Set<string> {
  return new Set(
    events.flatMap((event) => {
      switch (event.type) {
        case 'BounceReceived':
        case 'DeliveryDelayed':
        case 'ComplaintReceived':
          return event.data.recipient === null ? [] : [normaliseRecipient(event.data.recipient)];
        default:
          return [];
      }
    }),
  );
}
