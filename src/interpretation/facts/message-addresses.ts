import type { HeaderFields } from '../structure/header-fields.js';
import { addressesIn, firstAddressIn } from './addresses.js';

/** All addresses in some header values, in their order. */
export function addressesOf(values: readonly string[]): string[] {
  return values.flatMap((value) => addressesIn(value).map(({ address }) => address));
}

/** Whom a returned message went to: what servers noted on its way, else what its sender wrote. */
export function sentToAddresses(returned: HeaderFields): string[] {
  for (const name of [
    'x-failed-recipients',
    'original-recipient',
    'x-actual-recipient',
    'x-hmxmroriginalrecipient',
    'to',
    'cc',
    'apparently-to',
    'envelope-to',
    'delivered-to',
    'x-original-to',
    'x-envelope-to',
    'x-rcpt-to',
  ]) {
    const addresses = addressesOf(returned.all(name));
    if (addresses.length > 0) return addresses;
  }
  return returned.all('received').flatMap((received) => {
    const address = firstAddressIn(/\bfor <?([^\s<>;]{3,320})/.exec(received)?.[1] ?? '');
    return address === null ? [] : [address];
  });
}

/**
 * Addresses on the sending side: whom the report went to, who wrote it, and who sent the returned message. Lower case.
 */
export function senderAddresses(report: HeaderFields, returned: HeaderFields): Set<string> {
  const values = [
    ...['from', 'to', 'reply-to', 'sender', 'delivered-to', 'return-path'].flatMap((name) => report.all(name)),
    ...['from', 'return-path', 'reply-to', 'sender', 'errors-to'].flatMap((name) => returned.all(name)),
  ];
  return new Set(addressesOf(values).map((address) => address.toLowerCase()));
}

/** Whom the report went to: who wrote to themselves failed to reach one of these. Lower case. */
export function ownAddresses(report: HeaderFields): Set<string> {
  const values = ['to', 'delivered-to'].flatMap((name) => report.all(name));
  return new Set(addressesOf(values).map((address) => address.toLowerCase()));
}
