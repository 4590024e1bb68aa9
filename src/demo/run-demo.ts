import { pino } from 'pino';
import { loadSettings } from '../config/index.js';
import type { RecipientView } from '../read-model/recipients/index.js';
import { openWriteSide, startService, type RunningService } from '../service/index.js';
import { checkLedger, type LedgerCheck } from './check-ledger.js';
import { DemoClient, DemoRequestError } from './demo-client.js';
import { setStage, type DemoStage } from './demo-stage.js';
import { killCollectorAfter } from './kill-collector.js';
import { count, seconds, type Narrator } from './narrator.js';
import { summarise, type DemoSummary } from './summary.js';
import { tellCampaign, tellCollection, tellCommands, tellMailbox, tellRecipient } from './tell.js';

const KILL_AFTER_MAILS = 400;
/** The narrator prints the story; the service logs nothing. */
const SILENT = pino({ level: 'silent' });

export interface DemoOptions {
  readonly narrator: Narrator;
  /** Aborts the run at any point. */
  readonly signal: AbortSignal;
  /** The campaign went out some days before this. */
  readonly now: Date;
  /** Called with the outcome; the service stays up until it resolves. */
  readonly linger: (summary: DemoSummary) => Promise<void>;
}

/**
 * The main job from end to end, on this machine only. It registers a campaign, collects the campaign's bounces with a
 * process that is killed mid-session, lets the service collect the others, compares the event log with the mails, and
 * reads the answers over HTTP. It leaves nothing behind, however it ends.
 */
export async function runDemo({ narrator, signal, now, linger }: DemoOptions): Promise<DemoSummary> {
  const startedMs = performance.now();
  await using stage = await setStage(now);
  await using running = new AsyncDisposableStack();
  const { campaign, mails, mailbox, server, directory } = stage;
  narrator.title('bounce-ledger, a guided run');
  narrator.say(
    `Everything happens on this machine, on loopback and in ${directory.path}, which is deleted at the end.`,
  );

  narrator.chapter('A campaign goes out');
  const registeredMs = await elapsedMs(() => registerCampaign(stage, signal));
  narrator.say(
    `${count(campaign.sends.length)} sends of ${campaign.campaignId}, registered over HTTP in ${seconds(registeredMs)}.`,
  );

  narrator.chapter('Reports come back to a POP3 mailbox');
  tellMailbox(narrator, mails);

  narrator.chapter('The collector is killed mid-session');
  await killCollectorAfter(KILL_AFTER_MAILS, directory.configFile, signal);
  const killed = await checkClosedLedger(stage);
  narrator.say(
    `kill -9 when ${count(killed.mails)} mails were in the event log. The POP3 session never reached QUIT, so the mailbox ` +
      `still holds all ${count(server.mails.length)} mails.`,
  );

  narrator.chapter('The service starts and resumes');
  const service = await startService(loadSettings(directory.configFile), SILENT);
  running.defer(() => service.close());
  const client = clientOf(service, signal);
  const collectedMs = await elapsedMs(() => client.collected());
  const check = await checkLedger(mailbox, service.bounceLedger.ledger.store.readAll());
  await client.caughtUp();
  tellCollection(narrator, summarise(killed, check, collectedMs), {
    takenInBeforeTheKill: killed.mails,
    leftInMailbox: server.mails.length,
  });

  narrator.chapter('How the campaign is doing');
  tellCampaign(narrator, await client.campaign(campaign.campaignId));

  narrator.chapter('One recipient, and why');
  const recipient = await client.recipient(unknownUser(stage));
  tellRecipient(narrator, recipient, await client.bounce(bounceBehind(recipient)));

  narrator.chapter('What to try next');
  tellCommands(narrator, client.url, campaign.campaignId, recipient.address);

  const summary = summarise(killed, check, performance.now() - startedMs);
  await linger(summary);
  return summary;
}

/** Over HTTP, as a mailer would, with a service that does not collect yet. */
async function registerCampaign({ campaign, directory }: DemoStage, signal: AbortSignal): Promise<void> {
  const settings = Object.assign(loadSettings(directory.configFile), { roles: ['api'] as const });
  const service = await startService(settings, SILENT);
  try {
    await clientOf(service, signal).register(campaign);
  } finally {
    await service.close();
  }
}

function clientOf({ url }: RunningService, signal: AbortSignal): DemoClient {
  if (url === null) throw new DemoRequestError('the service does not answer over HTTP');
  return new DemoClient(url, signal);
}

/** Reads the event log that a killed process left behind. */
async function checkClosedLedger({ mailbox, directory }: DemoStage): Promise<LedgerCheck> {
  const writeSide = await openWriteSide(loadSettings(directory.configFile));
  try {
    return await checkLedger(mailbox, writeSide.ledger.store.readAll());
  } finally {
    await writeSide.close();
  }
}

/** An unknown user, according to a server that the report names. */
function unknownUser({ mails }: DemoStage): string {
  const report = mails.find(({ bytes, madeAs: { kind, recipients } }) => {
    return kind === 'bounce' && recipients[0]?.reason === 'user-unknown' && bytes.includes('\nRemote-MTA: ');
  });
  const [recipient] = report?.madeAs.recipients ?? [];
  if (recipient === undefined) throw new DemoRequestError('the mix holds no unknown user');
  return recipient.address;
}

function bounceBehind({ address, cause }: RecipientView): string {
  if (cause === null || !('bounceId' in cause)) {
    throw new DemoRequestError(`${address} is not quarantined for a bounce`);
  }
  return cause.bounceId;
}

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
