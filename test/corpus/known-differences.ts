/**
 * Mails of which a label is believed to be wrong, or to follow another rule than ours, and why. They count in the
 * scores like all others: a reading that comes to agree with such a label has most likely become worse.
 */
export const KNOWN_DIFFERENCES: Readonly<Record<string, string>> = {
  'flufl-bounce-03': 'the labelled Message-ID is of an item inside the returned digest, not of the returned message',
  'flufl-dsn-17': 'the labelled Message-ID is `=`, the end of a line that goes on',
  'mdsbp-warning-6': 'labelled a bounce, is the answer of a person who is out of the office',
  'mdsbp-warning-9':
    'the label names the address before its expansion; recipient is the final one, and the other is kept beside it',
  'sisimai-lhost-apachejames-01': 'the labelled address has one zero less than the only one that the mail names',
  'sisimai-lhost-exchange2007-02':
    'the header quoted in the text and the returned one differ; the returned one is read',
  'sisimai-lhost-exchange2007-03':
    'the header quoted in the text and the returned one differ; the returned one is read',
  'sisimai-lhost-exchange2007-04':
    'the header quoted in the text and the returned one differ; the returned one is read',
  'sisimai-lhost-opensmtpd-06': 'labelled a delay, is the notice that OpenSMTPD gave up',
  'sisimai-lhost-opensmtpd-16': 'labelled a delay, is the notice that OpenSMTPD gave up',
  'sisimai-lhost-sendmail-56': 'the labelled codes are the answer to QUIT, not to the delivery',
  'sisimai-rhost-cox-01': 'labelled with one recipient twice, since the report returns another copy of itself',
};
