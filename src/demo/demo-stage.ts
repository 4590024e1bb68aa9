import { randomBytes } from 'node:crypto';
import { signVerp } from '../read-model/correlation/index.js';
import { makeCampaign, type DemoCampaign } from './campaign.js';
import { makeDemoDirectory, type DemoDirectory } from './demo-directory.js';
import { makeMails, type DemoMail } from './make-mails.js';
import { Pop3Server } from './pop3-server.js';

const CAMPAIGN_ID = 'autumn-offer';
const SENDS = 20_000;
/** The made-up data is the same in every run, except for dates and signatures. */
const SEED = 2_026;
const DAY_MS = 86_400_000;
/**
 * Long enough ago that servers that give up after five days have reported, and recent enough that no error has expired.
 */
const STARTED_DAYS_AGO = 6;
const MAILBOX = 'bounces';

/** What the demo needs: the campaign, its mails in a POP3 server, and a configuration that collects them. */
export interface DemoStage {
  readonly campaign: DemoCampaign;
  readonly mails: readonly DemoMail[];
  /** The mails' bytes, as they were given to the server. */
  readonly mailbox: readonly Buffer[];
  readonly server: Pop3Server;
  readonly directory: DemoDirectory;
  /** Stops the server and deletes the directory. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Sets everything up on loopback, in a new directory, with new secrets. */
export async function setStage(now: Date): Promise<DemoStage> {
  const verpSecret = randomBytes(32).toString('hex');
  const campaign = makeCampaign({
    campaignId: CAMPAIGN_ID,
    name: 'Autumn offer',
    sends: SENDS,
    seed: SEED,
    startedAt: new Date(now.getTime() - STARTED_DAYS_AGO * DAY_MS),
    returnAddressOf: ({ sendId }) => {
      const mac = signVerp(verpSecret, { campaign: CAMPAIGN_ID, send: sendId });
      return `bounce+${CAMPAIGN_ID}.${sendId}.${mac}@bounces.news.example`;
    },
  });
  const mails = makeMails(campaign, SEED);
  const account = { user: MAILBOX, password: randomBytes(16).toString('hex') };
  const server = await Pop3Server.start({
    ...account,
    mails: mails.map(({ bytes }, index) => ({ uidl: `demo-${index + 1}`, bytes })),
  });
  const directory = makeDemoDirectory({
    http: { host: '127.0.0.1', port: 0 },
    log: { level: 'silent' },
    correlation: { verp: { secret: verpSecret } },
    mailboxes: [{ name: MAILBOX, host: '127.0.0.1', port: server.port, tls: 'none', ...account, after: 'delete' }],
  });
  return {
    campaign,
    mails,
    mailbox: mails.map(({ bytes }) => bytes),
    server,
    directory,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      directory.remove();
    },
  };
}
