import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a running service and whoever may read its address file know, and nobody else. */
export interface ServiceIdentity {
  readonly ledgerId: string;
  /** Made at every start. */
  readonly proofKey: string;
}

const TIMEOUT_MS = 5_000;

export function makeIdentity(ledgerId: string): ServiceIdentity {
  return { ledgerId, proofKey: randomBytes(32).toString('hex') };
}

/** What a service with this identity answers to a challenge, in hex: an HMAC, which discloses neither part. */
export function proofOf({ ledgerId, proofKey }: ServiceIdentity, challenge: string): string {
  return createHmac('sha256', proofKey)
    .update(`bounce-ledger service proof v1\n${ledgerId}\n${challenge}`)
    .digest('hex');
}

/**
 * Whether the process that answers at the address is the service with this identity. It is asked without a key: after a
 * kill, another user's process may listen at that port.
 */
export async function provesIdentity(url: string, identity: ServiceIdentity): Promise<boolean> {
  const challenge = randomBytes(32).toString('hex');
  try {
    const response = await fetch(new URL(`/health/identity?challenge=${challenge}`, url), {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { proof } = (await response.json()) as { readonly proof?: unknown };
    const expected = Buffer.from(proofOf(identity, challenge));
    const given = Buffer.from(typeof proof === 'string' ? proof : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  } catch {
    return false;
  }
}
