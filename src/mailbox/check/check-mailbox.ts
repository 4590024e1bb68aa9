import { lookup } from 'node:dns/promises';
import type { Clock } from '../../events/index.js';
import { describeError } from '../collection/collection-report.js';
import { credentialsOf, endpointOf, tokensOf } from '../mailbox-access.js';
import type { RefreshTokens } from '../oauth/index.js';
import { readCapabilities } from '../pop3/capabilities.js';
import type { Listing } from '../pop3/listing.js';
import type { PopEndpoint } from '../pop3/pop-endpoint.js';
import { PopError } from '../pop3/pop-error.js';
import { DEFAULT_POP_LIMITS, type PopLimits } from '../pop3/pop-limits.js';
import { PopSession } from '../pop3/pop-session.js';
import { PopVerbs } from '../pop3/pop-verbs.js';
import { PopWire } from '../pop3/pop-wire.js';
import type { PopCredentials } from '../pop3/sign-in.js';
import type { Pop3MailboxOptions } from '../pop3-mailbox-options.js';
import type { CheckName, CheckStep } from './check-step.js';
import { describeCertificate } from './describe-certificate.js';
import { compareListings, describeListing } from './describe-listing.js';

export interface CheckDependencies {
  readonly clock: Clock;
  /** Keeps a refresh token that the provider rotates. */
  readonly refreshTokens?: RefreshTokens;
  readonly limits?: PopLimits;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tells step by step what works with a mailbox, as it is found out, and ends with the first step that fails. Retrieves
 * and deletes no mail. Signs in twice, where the first time succeeds. Never throws.
 */
export async function* checkMailbox(mailbox: Pop3MailboxOptions, parts: CheckDependencies): AsyncGenerator<CheckStep> {
  let step: CheckName = 'configuration';
  try {
    const endpoint = await endpointOf(mailbox);
    step = 'name';
    const addresses = await lookup(mailbox.host, { all: true });
    yield { step, outcome: 'ok', detail: `${mailbox.host} is ${addresses.map(({ address }) => address).join(', ')}` };
    step = 'connection';
    for await (const next of checkServer(mailbox, endpoint, parts)) {
      if ('reached' in next) step = next.reached;
      else yield next;
    }
  } catch (error) {
    if (error instanceof PopError && error.kind === 'tls') {
      yield { step: 'connection', outcome: 'ok', detail: `port ${mailbox.effectivePort} is open` };
      step = 'tls';
    }
    const { code, message } = describeError(error);
    yield { step, outcome: 'failed', detail: `${code}: ${message}` };
  }
}

/** Yields what was found, and which step is next. */
async function* checkServer(
  mailbox: Pop3MailboxOptions,
  endpoint: PopEndpoint,
  { clock, refreshTokens, limits = DEFAULT_POP_LIMITS, signal }: CheckDependencies,
): AsyncGenerator<CheckStep | { readonly reached: CheckName }> {
  const credentials = credentialsOf(mailbox, tokensOf(mailbox, clock, refreshTokens));
  const wire = await PopWire.open(endpoint, limits, signal);
  try {
    yield { step: 'connection', outcome: 'ok', detail: `port ${endpoint.port}: ${wire.greeting}` };
    yield describeCertificate(wire.certificate, clock());
    yield { reached: 'capabilities' };
    yield describeCapabilities(await readCapabilities(new PopVerbs(wire, limits)));
    yield { reached: 'sign-in' };
    const session = await PopSession.over(wire, credentials, limits, signal);
    yield { step: 'sign-in', outcome: 'ok', detail: `as ${mailbox.user} by ${credentials.signIn ?? 'user-pass'}` };
    yield { reached: 'listing' };
    const listing = await session.list();
    yield describeListing(listing, mailbox.maxMailBytes);
    await session.quit();
    yield await checkUniqueIds(listing, endpoint, credentials, { limits, signal });
  } finally {
    wire.destroy();
  }
}

function describeCapabilities(lines: readonly string[]): CheckStep {
  const step = 'capabilities';
  if (lines.length === 0) return { step, outcome: 'warning', detail: 'no CAPA: mails are retrieved one at a time' };
  const canPipeline = lines.some((line) => line.trim().toUpperCase() === 'PIPELINING');
  const detail = lines.join(', ');
  return canPipeline
    ? { step, outcome: 'ok', detail }
    : { step, outcome: 'ok', detail: `${detail} (no PIPELINING before sign-in)` };
}

async function checkUniqueIds(
  listing: Listing,
  endpoint: PopEndpoint,
  credentials: PopCredentials,
  { limits, signal }: { readonly limits: PopLimits; readonly signal: AbortSignal | undefined },
): Promise<CheckStep> {
  try {
    const session = await PopSession.open(endpoint, credentials, limits, signal);
    try {
      const again = await session.list();
      await session.quit();
      return compareListings(listing, again);
    } finally {
      session.drop();
    }
  } catch (error) {
    // Many servers want minutes between two sessions.
    const detail = `not compared: a second session failed: ${describeError(error).message}`;
    return { step: 'unique-ids', outcome: 'warning', detail };
  }
}
