import type { Logger } from 'pino';
import type { Settings } from '../config/index.js';
import { ExpiredEvidence } from '../ledger/evidence/index.js';
import type { Ledger } from '../ledger/index.js';
import { Collector, ledgerCustody, RefreshTokenFiles } from '../mailbox/index.js';
import { WatchedMailboxes, type MailboxQueries } from '../read-model/mailboxes/index.js';
import { Reclassifications } from '../history/reclassification/index.js';
import { Rulesets } from '../history/rulesets/index.js';
import { Reinterpretation, Reinterpretations } from '../history/reinterpretation/index.js';
import { EvidenceRetention } from './evidence-retention.js';
import { openReadModel, type ReadModel } from './open-read-model.js';
import { openWriteSide, type WriteSide } from './open-write-side.js';

const DAY_SECONDS = 86_400;

/** A complete bounce-ledger, opened: nothing polls or listens yet. */
export interface BounceLedger extends WriteSide {
  readonly logger: Logger;
  readonly readModel: ReadModel;
  readonly collector: Collector;
  readonly mailboxes: MailboxQueries;
  readonly publishedRulesets: Rulesets;
  readonly reclassifications: Reclassifications;
  readonly reinterpretation: Reinterpretation;
  readonly reinterpretations: Reinterpretations;
  /** Null where nothing expires, or the event store erases what has expired by itself. */
  readonly evidenceRetention: EvidenceRetention | null;
  /** Drains in-flight work and frees every resource. Idempotent. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Called at each attempt with the reason why the event store is not available yet. */
  readonly onWait?: (reason: string) => void;
  /** Called as each collection begins. */
  readonly beforeSession?: () => void;
  /** How long to wait for an event store on the network that is not there; a minute unless said otherwise. */
  readonly patienceMs?: number;
  /** Ends the waiting for an event store that is not there. */
  readonly signal?: AbortSignal;
}

/**
 * Opens the ledger of a configuration, its read model (which starts to follow the log) and its collector (which is not
 * started yet).
 * @throws what openWriteSide throws
 */
export async function openBounceLedger(
  settings: Settings,
  logger: Logger,
  { onWait = () => undefined, beforeSession, signal, patienceMs }: OpenOptions = {},
): Promise<BounceLedger> {
  const writeSide = await openWriteSide(settings, {
    ...(signal && { signal }),
    ...(patienceMs !== undefined && { patienceMs }),
    onRetry: (error, pauseMs) => {
      logger.warn({ err: error, retryInMs: pauseMs }, 'the event store does not answer');
      onWait(error.message);
    },
    onCreate: () => {
      logger.info({ dataDir: settings.dataDir }, 'the event store is empty: a new ledger begins');
    },
  });
  const { ledger, intake } = writeSide;
  try {
    const readModel = openReadModel({
      ledger,
      dataDir: settings.dataDir,
      correlation: settings.correlation,
      onFailure: (error, retryInMs) => {
        logger.error({ err: error, retryInMs }, 'the read model cannot follow the log');
      },
    });
    const collector = new Collector({
      mailboxes: settings.mailboxes,
      intake,
      seen: readModel.seenMails,
      custody: ledgerCustody(ledger),
      seenIsWhole: () => readModel.caughtUp(),
      recorded: readModel.recordedCustody,
      clock: ledger.clock,
      log: logger,
      refreshTokens: new RefreshTokenFiles(settings.dataDir),
      ...(beforeSession && { beforeSession }),
    });
    const publishedRulesets = new Rulesets(ledger, writeSide.rulesets);
    const reclassifications = new Reclassifications({
      ledger,
      rulesets: publishedRulesets,
      model: readModel,
      onFailure: (error, retryInMs) => {
        logger.error({ err: error, retryInMs }, 'the reclassification cannot continue');
      },
    });
    const { evidence, reader, rulesets } = writeSide;
    const refreshRuleset = () => rulesets.refresh();
    const reinterpretation = new Reinterpretation({ ledger, evidence, reader, refreshRuleset });
    const reinterpretations = new Reinterpretations({
      reinterpretation,
      ids: ledger.ids,
      onFailure: (error) => {
        logger.error({ err: error }, 'the reinterpretation failed');
      },
    });
    const evidenceRetention = openEvidenceRetention(settings, ledger, logger);
    // Another process may have published a ruleset.
    readModel.onChange(() => {
      if (readModel.rulesetVersion() <= writeSide.rulesets.current.version) return;
      writeSide.rulesets.refresh().catch((error: unknown) => {
        logger.error({ err: error }, 'the ruleset in force cannot be read');
      });
    });
    return {
      ...writeSide,
      logger,
      readModel,
      collector,
      mailboxes: new WatchedMailboxes(readModel.mailboxes, collector),
      publishedRulesets,
      reclassifications,
      reinterpretation,
      reinterpretations,
      evidenceRetention,
      async close() {
        await collector.stop();
        await evidenceRetention?.close();
        await reinterpretations.close();
        await reclassifications.close();
        await readModel.close();
        await writeSide.close();
      },
    };
  } catch (error) {
    await writeSide.close();
    throw error;
  }
}

/** The embedded store erases expired events from its file; a node keeps the last event of an expired stream. */
function openEvidenceRetention(
  { eventStore, retention: { evidenceDays } }: Settings,
  { store, clock }: Ledger,
  logger: Logger,
): EvidenceRetention | null {
  if (eventStore.kind !== 'eventstoredb' || evidenceDays === undefined) return null;
  return new EvidenceRetention(
    new ExpiredEvidence({ store, clock, maxAgeSeconds: evidenceDays * DAY_SECONDS }),
    logger,
  );
}
