const RESPONSE_CODES = ['in-use', 'login-delay', 'sys-temp', 'sys-perm', 'auth'];
const REFUSED = 'pop3-refused-';
const CODE = /^[A-Za-z0-9_-]{1,60}$/;

/**
 * An error's code without what a server may invent: of its response codes only those of RFC 2449 and RFC 3206 are kept.
 */
export function errorKind(code: string): string {
  if (code.startsWith(REFUSED) && !RESPONSE_CODES.includes(code.slice(REFUSED.length))) return 'pop3-refused';
  return CODE.test(code) ? code : 'unexpected';
}
