import type { Reason } from '../../src/events/index.js';

/**
 * Labels of public mails that we believe wrong, by what the mail itself says; each names the verdict that we hold
 * right.
 */
interface KnownDifference {
  readonly reason: Reason;
  /** What speaks against the label. */
  readonly why: string;
  readonly files: readonly string[];
}

const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    reason: 'user-unknown',
    why: 'labelled filtered, but the server says that the user is unknown, and nothing of a filter',
    files: [
      ...['flufl-simple-23', 'flufl-simple-36', 'flufl-simple-39', 'flufl-yahoo-10'],
      ...['mdsbp-iis-multiple-bounce', 'mdsbp-polish-unknown', 'mdsbp-rcpt-dne'],
      ...['sisimai-lhost-activehunter-02', 'sisimai-lhost-exchange2003-04', 'sisimai-lhost-mailfoundry-01'],
      ...['sisimai-lhost-mcafee-01', 'sisimai-lhost-mcafee-04', 'sisimai-lhost-mfilter-01', 'sisimai-lhost-mfilter-03'],
      ...['sisimai-lhost-x2-02', 'sisimai-rfc3464-35'],
    ],
  },
  {
    reason: 'user-unknown',
    why: 'labelled as a reason without a word for it, but the mail says that the address does not exist or is not found',
    files: ['flufl-simple-13', 'sisimai-lhost-domino-02'],
  },
  {
    reason: 'domain-unknown',
    why: 'labelled a network error, but no route is known for the domain of the address, or DNS says that it does not exist',
    files: [
      ...['exim-0174.CALLER', 'livebg-tt-bounce-01', 'livebg-tt-bounce-02'],
      ...['sisimai-rfc3464-53', 'sisimai-rfc3464-54', 'sisimai-rfc3464-62', 'sisimai-rfc3464-64'],
    ],
  },
  {
    reason: 'domain-refuses-mail',
    why: 'labelled hard, but the failure is transient (4.0.0): the domain is tried again',
    files: ['sisimai-lhost-opensmtpd-12'],
  },
  {
    reason: 'user-unknown',
    why: 'labelled hard, but the failure is transient (450 4.1.1): the server expects that it may pass',
    files: ['sisimai-lhost-postfix-05'],
  },
  {
    reason: 'sender-rejected',
    why: 'labelled userunknown, but the domain of the sender is on a block list',
    files: ['sisimai-lhost-postfix-80'],
  },
  {
    reason: 'network-error',
    why: 'labelled userunknown, but the server broke a forwarding loop',
    files: ['flufl-dsn-11'],
  },
  {
    reason: 'mailbox-full',
    why: 'labelled otherwise, but the mail says that the quota is exceeded',
    files: ['flufl-simple-01', 'mdsbp-quota-5', 'sisimai-lhost-sendmail-13'],
  },
  {
    reason: 'spam-content',
    why: 'labelled otherwise, but the server calls it spam',
    files: ['mdsbp-spam-rejection29', 'sisimai-lhost-amavis-03', 'sisimai-rhost-zoho-03'],
  },
  {
    reason: 'policy-rejected',
    why: 'labelled a security error, but the server says: policy violation',
    files: ['sisimai-lhost-dragonfly-18'],
  },
  {
    reason: 'missing-reverse-dns',
    why: 'labelled blocked, but the server names the missing reverse DNS',
    files: ['sisimai-lhost-exim-46'],
  },
  {
    reason: 'rate-limited',
    why: 'labelled rejected, but Yahoo defers for volume and complaints ([TSS04])',
    files: ['sisimai-lhost-postfix-74'],
  },
  {
    reason: 'network-error',
    why: 'labelled blocked, expired or without a word, but the connection was dropped, refused or failed',
    files: ['dada-bounce-dsn-4.4.1', 'flufl-simple-40', 'livebg-tt-bounce-09'],
  },
];

/** The reason that a mail's recipients get although their label says another; undefined for every other mail. */
export function knownReason(file: string): Reason | undefined {
  const name = file.replace(/^mails\//u, '').replace(/\.eml$/u, '');
  return KNOWN_DIFFERENCES.find(({ files }) => files.includes(name))?.reason;
}
