import { isIP } from 'node:net';
import { parse } from 'tldts';

/** Groups of reports whose reporting MTA has no name that could be grouped. No domain name is spelt so. */
export const UNNAMED_GROUP = '(none)';
export const ODD_GROUP = '(other)';

/** A host name as reports carry it (RFC 1123, and underscores, which some have). */
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
const ADDRESS_LITERAL = /^\[(?:ipv6:)?([0-9a-f.:]+)\]$/;

/**
 * The group that a reporting MTA is counted in: its registrable domain by the list of public suffixes (a large sender's
 * hosts are one), the host name where it has none, or the IP address. Names are whatever a mail says.
 */
export function mtaGroup(reportingMta: string | null): string {
  const name = reportingMta?.trim().toLowerCase().replace(/\.$/, '') ?? '';
  if (name === '') return UNNAMED_GROUP;
  const address = ADDRESS_LITERAL.exec(name)?.[1] ?? name;
  if (isIP(address) !== 0) return address;
  if (!HOST_NAME.test(name)) return ODD_GROUP;
  return parse(name, { extractHostname: false, detectIp: false }).domain ?? name;
}
