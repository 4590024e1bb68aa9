import type { HeaderFields } from '../structure/header-fields.js';
import { firstAddressIn } from './addresses.js';

/**
 * Fields in which a delivery notes the envelope's recipient, the most faithful first; `To` is what the sender wrote.
 */
const DELIVERED_TO = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'to'];

/**
 * The address that a report was delivered to, BATV and SRS unwrapped; where that holds no token (mail forwarded into
 * one mailbox), the first one that does: among the report's fields, else the envelope sender noted in the returned
 * message. An address that the report says failed is passed over: dma writes it into X-Original-To.
 */
export function verpAddressIn(
  report: HeaderFields,
  returned: HeaderFields,
  failed: readonly (string | null)[],
): string | null {
  const others = new Set(failed.map((address) => address?.toLowerCase()));
  const delivered = DELIVERED_TO.flatMap((name) => addressesIn(report, name));
  const candidates = [...delivered, ...addressesIn(returned, 'return-path')]
    .filter((address) => !others.has(address.toLowerCase()))
    .map(unwrapAddress);
  const plain = delivered.length > 0 ? candidates[0] : undefined;
  return candidates.find((address) => verpTokenOf(address) !== null) ?? plain ?? null;
}

function addressesIn(header: HeaderFields, name: string): string[] {
  return header.all(name).flatMap((value) => firstAddressIn(value) ?? []);
}

/** What stands between the first `+` (or, without one, the first `-`) and the `@`; null where neither stands there. */
export function verpTokenOf(address: string): string | null {
  const local = address.slice(0, address.lastIndexOf('@'));
  const separator = local.includes('+') ? '+' : '-';
  const at = local.indexOf(separator);
  const token = at < 0 ? '' : local.slice(at + 1);
  return token === '' ? null : token;
}

/**
 * BATV (draft-levine-smtp-batv): `prvs=` and a tag before the local part, or behind it; and what others made of the
 * idea.
 */
const BATV = /^(?:prvs=[0-9a-f]{6,12}|btv1==[^=]{1,64}=|msprvs1=[^=]{1,64})=(.+@.+)$/i;
const BATV_BEHIND = /^prvs=([^/@]+)\/[0-9a-z]{6,12}(@.+)$/i;
/**
 * SRS0: `SRS0=hash=time=domain=local@forwarder`; SRS1 puts the first forwarder before it. The first separator may be +
 * or -.
 */
const SRS0 = /^srs0[=+-][^=@]+=[^=@]+=([^=@]+)=(.+)@[^@]+$/i;
const SRS1 = /^srs1[=+-][^=@]+=[^=@]+=[=+-][^=@]+=[^=@]+=([^=@]+)=(.+)@[^@]+$/i;
/** Exchange Online puts the same behind a mailbox of its tenant: `box+SRS=hash=time=domain=local@tenant`. */
const SRS_OF_EXCHANGE = /^[^=@+]+\+srs=[^=@]+=[^=@]+=([^=@]+)=(.+)@[^@]+$/i;

/** How every wrapped address looks, and few others. */
const MAY_BE_WRAPPED = /^(?:srs[01]|prvs|btv1|msprvs1)|\+srs=/i;

/** Forwarders wrap what others have wrapped; more often than this no honest mail is. */
const MAX_WRAPPINGS = 4;

/** The address inside what BATV or SRS, or one after the other, made of it. */
export function unwrapAddress(address: string): string {
  let inner = address;
  for (let wrappings = 0; wrappings < MAX_WRAPPINGS; wrappings++) {
    const unwrapped = MAY_BE_WRAPPED.test(inner) ? unwrapOnce(inner) : null;
    if (unwrapped === null) break;
    inner = unwrapped;
  }
  return inner;
}

function unwrapOnce(address: string): string | null {
  const srs = SRS1.exec(address) ?? SRS0.exec(address) ?? SRS_OF_EXCHANGE.exec(address);
  if (srs?.[1] !== undefined && srs[2] !== undefined) return `${srs[2]}@${srs[1]}`;
  const behind = BATV_BEHIND.exec(address);
  if (behind?.[1] !== undefined && behind[2] !== undefined) return behind[1] + behind[2];
  return BATV.exec(address)?.[1] ?? null;
}
