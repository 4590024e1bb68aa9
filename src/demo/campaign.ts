import { SeededRandom } from './seeded-random.js';

/** One message of the campaign to one recipient. */
export interface DemoSend {
  readonly sendId: string;
  readonly recipient: string;
  /** With its angle brackets. */
  readonly messageId: string;
  /** The envelope sender, which ties a report to exactly this send (VERP). */
  readonly returnAddress: string;
  readonly sentAt: Date;
}

export interface DemoCampaign {
  readonly campaignId: string;
  readonly name: string;
  readonly sends: readonly DemoSend[];
}

export interface CampaignPlan {
  readonly campaignId: string;
  readonly name: string;
  readonly sends: number;
  readonly seed: number;
  /** When the first message went out. */
  readonly startedAt: Date;
  /** The return address of a send, signed if the sender signs. */
  readonly returnAddressOf: (send: Pick<DemoSend, 'sendId' | 'recipient'>) => string;
}

/** Where the campaign's messages come from. */
export const SENDER_DOMAIN = 'news.example';

const SENDS_PER_SECOND = 4;
/** Among this many recipients, one mistyped the domain as one that does not exist. */
const MISTYPED_EVERY = 125;

const GIVEN_NAMES = [
  ...[
    'ana',
    'bo',
    'carla',
    'dimitri',
    'elif',
    'farid',
    'grace',
    'hugo',
    'ines',
    'jonas',
    'kaja',
    'liam',
    'mei',
    'nora',
  ],
  ...['otto', 'priya', 'quentin', 'rosa', 'sven', 'tuula', 'umar', 'vera', 'wim', 'xenia', 'yusuf', 'zoe'],
] as [string, ...string[]];
const FAMILY_NAMES = [
  ...[
    'almeida',
    'berg',
    'costa',
    'dubois',
    'eriksen',
    'fischer',
    'garcia',
    'haddad',
    'ito',
    'jansen',
    'kovacs',
    'lund',
  ],
  ...['meyer', 'novak', 'okafor', 'papas', 'quinn', 'rossi', 'silva', 'tanaka', 'urban', 'vogel', 'wong', 'young'],
] as [string, ...string[]];

/** Reserved names only (RFC 2606, RFC 6761): no mail to these addresses can ever reach anybody. */
const DOMAINS = [
  ...['example.com', 'example.com', 'example.com', 'example.org', 'example.org', 'example.net', 'mail.example'],
  ...['postbox.example', 'gigamail.example', 'corp.example', 'city-council.example', 'university.example'],
] as [string, ...string[]];
const MISTYPED_DOMAINS = ['gigamial.invalid', 'exmaple.invalid', 'postbx.invalid', 'mail-example.invalid'] as [
  string,
  ...string[],
];

/** Makes up a campaign. The same plan gives the same sends, each to a different recipient. */
export function makeCampaign(plan: CampaignPlan): DemoCampaign {
  const random = new SeededRandom(plan.seed);
  const sends = Array.from({ length: plan.sends }, (_, index): DemoSend => {
    const sendId = `s${String(index + 1).padStart(5, '0')}`;
    const domain = random.pick(index % MISTYPED_EVERY === 0 ? MISTYPED_DOMAINS : DOMAINS);
    const recipient = `${random.pick(GIVEN_NAMES)}.${random.pick(FAMILY_NAMES)}.${index + 1}@${domain}`;
    return {
      sendId,
      recipient,
      messageId: `<${plan.campaignId}.${sendId}.${random.hex(10)}@${SENDER_DOMAIN}>`,
      returnAddress: plan.returnAddressOf({ sendId, recipient }),
      sentAt: new Date(plan.startedAt.getTime() + Math.floor((index * 1000) / SENDS_PER_SECOND)),
    };
  });
  return { campaignId: plan.campaignId, name: plan.name, sends };
}

/** Whether the recipient's domain is one of those that do not exist. */
export function isMistyped({ recipient }: DemoSend): boolean {
  return recipient.endsWith('.invalid');
}
