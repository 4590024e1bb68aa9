import libmime from 'libmime';
import type { HeaderFields } from './header-fields.js';

/** Value of Content-Type's report-type parameter (RFC 6522), lower case; null where it has none. */
export function reportTypeOf(headers: HeaderFields): string | null {
  const contentType = headers.first('content-type');
  if (contentType === null || !/report-type/i.test(contentType)) return null;
  const reportType = libmime.parseHeaderValue(contentType).params['report-type'];
  return reportType === undefined ? null : reportType.toLowerCase().trim();
}
