import type { Ledger } from '../../../ledger/index.js';
import type { PublishedRuleset, RulesetDraft, Rulesets } from '../../rulesets/index.js';
import { confirmDigest, lastConcerned } from './confirm-digest.js';
import { follow, type FollowedModel } from '../followed-model.js';
import { makeReclassifier } from '../make-reclassifier.js';
import { previewOn } from './preview.js';
import { PreviewOutdatedError } from '../reclassification-errors.js';
import type { ConfirmRequest, OnProgress, ReclassificationPreview } from '../reclassification-views.js';
import { SqliteRunQueries } from '../run/sqlite-run-queries.js';

/** Documents remembered, so that a digest alone confirms: of the latest previews. */
const REMEMBERED = 16;

/** A whole document, and the ruleset that it would replace. */
export interface Confirmed {
  readonly document: string;
  readonly current: PublishedRuleset;
}

/** What reclassifications would do, and what confirms them. */
export class Previews {
  readonly #documents = new Map<string, string>();

  constructor(
    private readonly ledger: Ledger,
    private readonly rulesets: Rulesets,
    private readonly model: FollowedModel,
  ) {}

  /**
   * Classifies all of history by a ruleset, and writes nothing.
   * @throws InvalidRulesetError, NotFollowedError; the signal's reason
   */
  async preview(draft: RulesetDraft, onProgress: OnProgress, signal?: AbortSignal): Promise<ReclassificationPreview> {
    const { document, current } = await this.rulesets.draft(draft);
    const position = await lastConcerned(this.ledger.store);
    await follow(this.model, position);
    const to = versionOf(document, current);
    const snapshot = this.model.source.snapshot();
    try {
      const { reclassifier, ruleset } = await makeReclassifier(this.ledger, document, to, snapshot.database);
      const outcome = await previewOn(snapshot, {
        reclassifier,
        policy: ruleset.policy,
        onProgress,
        signal,
        now: this.ledger.clock(),
        bounces: new SqliteRunQueries(snapshot).bounces(),
      });
      const confirm = confirmDigest({ ledgerId: this.ledger.ledgerId, position, document });
      this.#remember(confirm, document);
      return { from: current.version, to, ...outcome, confirm };
    } finally {
      snapshot.close();
    }
  }

  /**
   * The document that a digest stands for, as long as the log is what its preview saw.
   * @throws PreviewOutdatedError, InvalidRulesetError
   */
  async confirmed({ confirm, document, defaults }: ConfirmRequest): Promise<Confirmed> {
    const known = document ?? this.#documents.get(confirm);
    if (known === undefined) throw new PreviewOutdatedError('no preview with this digest is known here');
    const drafted = await this.rulesets.draft({
      document: known,
      defaults: document === undefined ? 'none' : defaults,
    });
    const position = await lastConcerned(this.ledger.store);
    const digest = confirmDigest({ ledgerId: this.ledger.ledgerId, position, document: drafted.document });
    if (digest === confirm) return drafted;
    const isKnown = this.#documents.get(confirm) === drafted.document;
    throw new PreviewOutdatedError(
      isKnown ? 'the log has changed since the preview' : 'the digest is of another ruleset, or the log has changed',
    );
  }

  #remember(confirm: string, document: string): void {
    this.#documents.set(confirm, document);
    for (const oldest of this.#documents.keys()) {
      if (this.#documents.size <= REMEMBERED) return;
      this.#documents.delete(oldest);
    }
  }
}

/** The version that a document has, or would have once it is published. */
export function versionOf(document: string, current: PublishedRuleset): number {
  return document === current.document ? current.version : current.version + 1;
}
