import type { HeaderFields } from '../structure/header-fields.js';
import { firstAddressIn } from './addresses.js';

/** Fields in which a delivery notes the envelope's recipient, the most faithful first; `To` is what the sender wrote. */
const DELIVERED_TO = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'to'];

/**
 * The address that a report was delivered to, BATV and SRS unwrapped. An address that the report says failed is passed over:
 * dma writes it into X-Original-To.
 */
export function verpAddressIn(report: HeaderFields, failed: readonly (string | null)[]): string | null {
  const others = new Set(failed.map((address) => address?.toLowerCase()));
  for (const name of DELIVERED_TO) {
    for (const value of report.all(name)) {
      const address = firstAddressIn(value);
      if (address !== null && !others.has(address.toLowerCase())) return unwrapAddress(address);
    }
  }
  return null;
}

/** What stands between the first `+` (or, without one, the first `-`) and the `@`; null where neither stands there. */
export function verpTokenOf(address: string): string | null {
  const local = address.slice(0, address.lastIndexOf('@'));
  const separator = local.includes('+') ? '+' : '-';
  const at = local.indexOf(separator);
  const token = at < 0 ? '' : local.slice(at + 1);
  return token === '' ? null : token;
}

/** BATV (draft-levine-smtp-batv): `prvs=` and a tag before the local part. */
const BATV = /^(?:prvs=[0-9a-f]{6,12}|btv1==[^=]{1,64}=)=(.+@.+)$/i;
/** SRS0: `SRS0=hash=time=domain=local@forwarder`; SRS1 puts the first forwarder before it. The first separator may be + or -. */
const SRS0 = /^srs0[=+-][^=@]+=[^=@]+=([^=@]+)=(.+)@[^@]+$/i;
const SRS1 = /^srs1[=+-][^=@]+=[^=@]+=[=+-][^=@]+=[^=@]+=([^=@]+)=(.+)@[^@]+$/i;

/** The address inside what BATV or SRS made of it. */
export function unwrapAddress(address: string): string {
  const srs = SRS1.exec(address) ?? SRS0.exec(address);
  if (srs?.[1] !== undefined && srs[2] !== undefined) return `${srs[2]}@${srs[1]}`;
  return BATV.exec(address)?.[1] ?? address;
}
