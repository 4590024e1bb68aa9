import type { Reason } from '../../../src/events/index.js';
import type { Refusal } from './written-mail.js';

/** A refusal in words of our own, and the reasons that are right for it. */
export interface OwnWording extends Refusal {
  readonly right: readonly Reason[];
}

/** By what they try: each kind in other words than the mails by which it was found. */
export const OWN_WORDINGS: Readonly<Record<string, readonly OwnWording[]>> = {
  'the words name the sender': [
    { reply: '550 User info@boutique.example unknown', right: ['sender-rejected'] },
    { reply: '550 5.1.1 Mailbox <rebonds@boutique.example> not found', right: ['sender-rejected'] },
    { reply: '553 boutique.example: no such domain', step: 'data', right: ['sender-rejected'] },
    { reply: '550 Return address rebonds@boutique.example could not be found', right: ['sender-rejected'] },
    { reply: '501 The domain boutique.example has no MX record', right: ['sender-rejected'] },
    { reply: '550 rebonds@boutique.example is not a valid mailbox', right: ['sender-rejected'] },
    { reply: '550 Adresse info@boutique.example inconnue', right: ['sender-rejected'] },
    {
      reply: '554 Email address is not verified. The following identities failed the check: info@boutique.example',
      step: 'data',
      right: ['sender-rejected'],
    },
    { reply: '550 Konto info@boutique.example existiert nicht', right: ['sender-rejected'] },
  ],
  'the words name the recipient beside the sender': [
    {
      reply: '550 5.1.1 <lea.moreau@galerie.example>: user unknown, mail from <info@boutique.example> refused',
      right: ['user-unknown'],
    },
    {
      reply: '550 No such user lea.moreau@galerie.example (sent by rebonds@boutique.example via 198.51.100.23)',
      right: ['user-unknown'],
    },
    {
      reply: '550 5.1.2 The domain galerie.example does not exist, mail of boutique.example returned',
      right: ['domain-unknown'],
    },
    { reply: '550 198.51.100.23 mailbox lea.moreau@galerie.example does not exist', right: ['user-unknown'] },
    { reply: '550 mx2.galerie.example: unknown user', right: ['user-unknown'] },
  ],
  'the words name a machine': [
    { reply: '554 Invalid host address 198.51.100.23', right: ['connection-blocked'] },
    { reply: '550 Host 198.51.100.23 not found', right: ['connection-blocked', 'missing-reverse-dns'] },
    { reply: '550 No such host: 23.100.51.198.in-addr.arpa', right: ['missing-reverse-dns'] },
    {
      reply: '450 4.7.1 Domain not found: 23.100.51.198.in-addr.arpa',
      status: '4.7.1',
      right: ['missing-reverse-dns'],
    },
    { reply: '550 Illegal address [198.51.100.23], use your own relay', right: ['connection-blocked'] },
    {
      reply: '550 Unknown host shop7.boutique.example in greeting',
      right: ['connection-blocked', 'missing-reverse-dns'],
    },
    { reply: '504 5.5.2 <shop7>: Helo command rejected: Host not found', right: ['connection-blocked'] },
    { reply: '550 Bad HELO: domain shop7.boutique.example does not exist', right: ['connection-blocked'] },
  ],
  'the words name a field of the header': [
    {
      reply: '554 Unknown address in the Reply-To field',
      step: 'data',
      right: ['not-rfc-compliant', 'sender-rejected'],
    },
    { reply: '550 5.6.0 From address is invalid', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
    { reply: '550 The address in Errors-To is invalid', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
    { reply: '550 Header From: domain not found', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
    { reply: '553 Invalid Return-Path address', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
  ],
  'the words name a key or a link': [
    {
      reply: '550 5.7.1 DKIM key of s1._domainkey.boutique.example not found',
      step: 'data',
      right: ['authentication-failed'],
    },
    {
      reply: '554 DKIM signature invalid: no such domain boutique.example',
      step: 'data',
      right: ['authentication-failed'],
    },
    {
      reply: '550 5.7.1 Link http://neu.boutique.example/aktion points to a non-existent domain',
      step: 'data',
      right: ['spam-content', 'policy-rejected', 'undetermined', 'security-refused'],
    },
    {
      reply: '550 5.7.1 The mail links to a host that does not exist',
      step: 'data',
      right: ['spam-content', 'policy-rejected', 'undetermined', 'security-refused'],
    },
    { reply: '550 SPF: domain does not exist', step: 'data', right: ['authentication-failed'] },
  ],
  'a word stands in an address or a link only': [
    { reply: '552 <spam@galerie.example> mailbox is full', recipient: 'spam@galerie.example', right: ['mailbox-full'] },
    {
      reply: '550 5.1.1 <policy@galerie.example>: user unknown',
      recipient: 'policy@galerie.example',
      right: ['user-unknown'],
    },
    { reply: '550 no such user, see https://help.galerie.example/errors/relay-denied', right: ['user-unknown'] },
    {
      reply: '452 4.2.2 <virus.info@galerie.example> over quota',
      status: '4.2.2',
      recipient: 'virus.info@galerie.example',
      right: ['mailbox-full'],
    },
    {
      reply: '550 5.2.1 <grey-list@galerie.example> account disabled',
      recipient: 'grey-list@galerie.example',
      right: ['account-disabled'],
    },
    { reply: '550 Mailbox unknown - http://wiki.galerie.example/spam/blocklist.html', right: ['user-unknown'] },
  ],
  'a gateway puts its own words around the reply': [
    {
      reply: "5.1.0 - Unknown address error 550-'5.7.1 Client refused by our access list' (delivery attempts: 0)",
      right: ['connection-blocked', 'security-refused', 'policy-rejected'],
    },
    {
      reply: "5.1.0 - Unknown address error 554-'Not today' (delivery attempts: 0)",
      right: ['undetermined', 'unspecified-failure'],
    },
    {
      reply: "5.1.0 - Unknown address error 552-'Quota of lea.moreau exceeded' (delivery attempts: 2)",
      right: ['mailbox-full'],
    },
    {
      reply: "5.1.0 - Unknown address error 550-'5.1.1 lea.moreau is not a known mailbox here' (delivery attempts: 0)",
      right: ['user-unknown'],
    },
    {
      reply:
        '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 5.7.1 Mail from 198.51.100.23 refused, see our policy',
      right: ['policy-rejected', 'connection-blocked', 'bad-reputation'],
    },
    { reply: '550 5.0.350 Remote server returned an error -> 550 5.2.2 mailbox over quota', right: ['mailbox-full'] },
    {
      reply: '550 5.0.350 Remote server returned an error -> 554 5.1.1 lea.moreau does not exist',
      right: ['user-unknown'],
    },
    { reply: '550 5.7.350 Remote server returned message detected as spam -> 550 Rejected', right: ['spam-content'] },
    {
      reply: '554 5.4.7 Delivery expired (message too old) [Default] 451-Greylisted, come back later',
      right: ['delivery-expired'],
    },
    {
      reply:
        '550 5.1.1 <lea.moreau@galerie.example>: Recipient address rejected: undeliverable address: host store.galerie.example[10.0.0.5] said: 552 5.2.2 Mailbox full',
      right: ['mailbox-full'],
    },
    {
      reply:
        '550 5.1.1 <lea.moreau@galerie.example>: Recipient address rejected: undeliverable address: host store.galerie.example[10.0.0.5] said: 550 5.1.1 no mailbox for lea.moreau',
      right: ['user-unknown'],
    },
    {
      reply: '550 permanent failure for one or more recipients (lea.moreau@galerie.example:550 5.1.1 User unknown)',
      right: ['user-unknown'],
    },
    {
      reply: '554 5.0.0 Your message could not be delivered. Reply of the next server: "550 5.7.26 DMARC check failed"',
      right: ['authentication-failed'],
    },
  ],
  'plain words after DATA': [
    { reply: '550 5.1.1 lea.moreau: no mailbox of that name', step: 'data', right: ['user-unknown'] },
    { reply: '554 This recipient does not exist', step: 'data', right: ['user-unknown'] },
    { reply: '550 User unknown', step: 'data', right: ['user-unknown'] },
    { reply: '550 lea.moreau@galerie.example... No such user', step: 'data', right: ['user-unknown'] },
    { reply: '552 lea.moreau has exceeded the quota', step: 'data', right: ['mailbox-full'] },
    {
      reply: '550 Unknown user lea.moreau@docomo.ne.jp',
      step: 'rcpt-to',
      recipient: 'lea.moreau@docomo.ne.jp',
      right: ['user-unknown'],
    },
    {
      reply: '550 Unknown user lea.moreau@docomo.ne.jp',
      step: 'data',
      recipient: 'lea.moreau@docomo.ne.jp',
      right: ['recipient-filtered'],
    },
    {
      reply: '550 5.2.0 Unknown user lea.moreau@docomo.ne.jp',
      step: 'rcpt-to',
      recipient: 'lea.moreau@docomo.ne.jp',
      right: ['recipient-filtered'],
    },
  ],
  'plain words beside a code that says otherwise': [
    { reply: '550 5.7.1 No mailbox of that name', right: ['user-unknown'] },
    { reply: '554 5.7.1 Recipient is not in our list of users', right: ['user-unknown'] },
    { reply: '550 5.4.1 All recipients rejected: Access denied. AS(201806281)', right: ['user-unknown'] },
    {
      reply: '550 5.7.1 The header of your message is damaged',
      step: 'data',
      right: ['not-rfc-compliant', 'malformed-content'],
    },
    { reply: '550 5.7.1 Use the mail server of your own provider', step: 'mail-from', right: ['connection-blocked'] },
    { reply: '550 5.7.27 This host accepts no mail', right: ['domain-refuses-mail'] },
    {
      reply: '452 4.1.1 <lea.moreau@galerie.example> receives too many mails just now',
      status: '4.1.1',
      right: ['rate-limited'],
    },
    {
      reply: '550 5.1.1 Too many mails to unknown recipients from your network',
      right: ['rate-limited', 'connection-blocked', 'bad-reputation', 'too-many-connections'],
    },
    { reply: '553 5.7.1 mailbox is in badrcptto', right: ['recipient-filtered'] },
  ],
  'the user is unknown in other words': [
    { reply: '550 There is no mail box with that name', right: ['user-unknown'] },
    { reply: '550 USER_UNKNOWN', right: ['user-unknown'] },
    {
      reply: '550 RECIPIENT_NOT_FOUND, see http://help.galerie.example/?code=RECIPIENT_NOT_FOUND',
      right: ['user-unknown'],
    },
    { reply: '550 lea.moreau is unknown here', right: ['user-unknown'] },
    { reply: '550 Invalid userid lea.moreau', right: ['user-unknown'] },
    {
      reply: '554 delivery error: dd lea.moreau@galerie.example is no longer a valid address',
      right: ['user-unknown', 'recipient-moved'],
    },
    { reply: '550 #5.1.0 Address refused: lea.moreau@galerie.example', right: ['user-unknown'] },
    { reply: '550 nobody here by that name', right: ['user-unknown'] },
    { reply: '550 No local mailbox for lea.moreau', right: ['user-unknown'] },
    { reply: '550 Recipient not in the directory', right: ['user-unknown'] },
    { reply: "550 The e-mail address you entered couldn't be found", right: ['user-unknown'] },
    { reply: '550 5.1.6 Address no longer valid', right: ['user-unknown', 'recipient-moved'] },
    { reply: "550 We don't have a mailbox called lea.moreau", right: ['user-unknown'] },
    { reply: '550 cannot find user lea.moreau', right: ['user-unknown'] },
  ],
  'the domain is unknown in other words': [
    {
      reply: 'No MX record found for domain galerie.example',
      step: null,
      right: ['domain-unknown', 'domain-refuses-mail'],
    },
    { reply: 'No mail server for galerie.example', step: null, right: ['domain-unknown', 'domain-refuses-mail'] },
    {
      reply: 'no A, AAAA or MX records for galerie.example',
      step: null,
      right: ['domain-unknown', 'domain-refuses-mail'],
    },
    { reply: "galerie.example doesn't resolve", step: null, right: ['domain-unknown'] },
    { reply: 'lookup of galerie.example: NXDOMAIN', step: null, right: ['domain-unknown'] },
  ],
  'spam in other words': [
    { reply: '554 SPAM [id 77-4]', step: 'data', right: ['spam-content'] },
    { reply: '550 Spammer, go home', step: 'data', right: ['spam-content', 'connection-blocked', 'bad-reputation'] },
    { reply: '550 5.7.1 A URL in the body is on a SURBL', step: 'data', right: ['spam-content'] },
    { reply: '554 5.7.1 rspamd: score 17.2 over the limit of 9', step: 'data', right: ['spam-content'] },
    { reply: '550 5.7.1 We think that this is junk', step: 'data', right: ['spam-content'] },
    { reply: '554 Content score too high', step: 'data', right: ['spam-content'] },
    { reply: '550 Message body contains a blacklisted web address', step: 'data', right: ['spam-content'] },
  ],
  'the mailbox is full in other words': [
    { reply: '552 There is not enough room in the mailbox', right: ['mailbox-full'] },
    { reply: '550 User lea.moreau has reached the storage limit', right: ['mailbox-full'] },
    { reply: '552 5.2.2 Disk quota of the user exhausted', right: ['mailbox-full'] },
    { reply: '550 user has used up the allotted space', right: ['mailbox-full'] },
    { reply: '452 Not enough free space for this user', status: '4.2.2', right: ['mailbox-full'] },
  ],
  'the receiving side fails': [
    { reply: '451 Cannot load settings of the user', status: '4.3.0', right: ['receiver-error'] },
    { reply: '451 4.3.0 LDAP lookup failed', status: '4.3.0', right: ['receiver-error'] },
    { reply: '451 Could not look up the domain in our database', status: '4.3.0', right: ['receiver-error'] },
    {
      reply: 'maildrop: error writing /var/mail/lea',
      step: null,
      status: '5.3.0',
      right: ['delivery-program-failed', 'receiver-error'],
    },
    { reply: 'Gave up after 20 attempts', step: null, status: '5.4.7', right: ['delivery-expired'] },
    { reply: 'could not be delivered after 14 tries', step: null, status: '5.0.0', right: ['delivery-expired'] },
  ],
  'refused at the greeting': [
    { reply: '554 mx4 198.51.100.23 not welcome', step: 'connect', right: ['connection-blocked'] },
    {
      reply: '421 mx1.galerie.example Access refused, try later',
      step: 'connect',
      status: '4.0.0',
      right: ['connection-blocked', 'security-refused'],
    },
    { reply: '550 No thanks', step: 'connect', right: ['connection-blocked'] },
    { reply: '421 4.3.2 Service shutting down', step: 'connect', status: '4.3.2', right: ['receiver-error'] },
    { reply: '554 5.3.2 Your address may not connect', step: 'connect', right: ['connection-blocked'] },
    {
      reply: '421 mx3 Service refused for your IP address',
      step: 'connect',
      status: '4.0.0',
      right: ['connection-blocked'],
    },
  ],
  'the recipient refuses the sender': [
    { reply: '550 The recipient has put you on a block list', right: ['recipient-filtered'] },
    { reply: '550 5.7.1 lea.moreau does not want mail from you', right: ['recipient-filtered'] },
    { reply: '554 Blocked by an entry of the user', right: ['recipient-filtered', 'sender-rejected'] },
    { reply: '550 5.7.1 You are blocked by this user', right: ['recipient-filtered'] },
    { reply: '550 받는 사람이 수신을 거부하였습니다', right: ['recipient-filtered', 'sender-rejected'] },
  ],
  'too much was sent': [
    {
      reply: '550 5.1.1 <lea.moreau@galerie.example> - boutique.example writes to too many recipients an hour',
      right: ['rate-limited'],
    },
    { reply: '450 4.7.1 boutique.example has sent too many mails this hour', status: '4.7.1', right: ['rate-limited'] },
    {
      reply: '554 5.2.121 The sender has sent more messages to this recipient than the hourly limit',
      right: ['rate-limited'],
    },
    {
      reply: '421 4.7.0 Too many messages from 198.51.100.23, come back in an hour',
      status: '4.7.0',
      right: ['rate-limited'],
    },
    {
      reply: '550 Too many bad recipients from 198.51.100.23',
      right: ['rate-limited', 'connection-blocked', 'too-many-connections', 'bad-reputation'],
    },
  ],
};

/**
 * A second set, written after the rules: how many were right at the first try foretells how many of others' will be.
 */
export const SECOND_WORDINGS: Readonly<Record<string, readonly OwnWording[]>> = {
  'the words name the sender': [
    { reply: '550 The mailbox info@boutique.example is disabled', step: 'rcpt-to', right: ['sender-rejected'] },
    {
      reply: '553 5.1.8 rebonds@boutique.example: no such account at that domain',
      step: 'rcpt-to',
      status: '5.1.8',
      right: ['sender-rejected'],
    },
    { reply: '550 Could not verify that info@boutique.example exists', step: 'rcpt-to', right: ['sender-rejected'] },
    { reply: '550 boutique.example is an unknown domain', step: 'rcpt-to', right: ['sender-rejected'] },
    { reply: "550 L'adresse rebonds@boutique.example n'existe pas", step: 'rcpt-to', right: ['sender-rejected'] },
    { reply: '501 cannot resolve boutique.example', step: 'mail-from', right: ['sender-rejected'] },
  ],
  'the words name a machine': [
    {
      reply: '550 Client host unknown: 198.51.100.23',
      step: 'rcpt-to',
      right: ['connection-blocked', 'missing-reverse-dns'],
    },
    { reply: '554 No such host 198.51.100.23', step: 'rcpt-to', right: ['connection-blocked', 'missing-reverse-dns'] },
    {
      reply: '550 The name shop7.boutique.example in your HELO does not exist',
      step: 'rcpt-to',
      right: ['connection-blocked'],
    },
    {
      reply: '450 4.7.25 cannot resolve 23.100.51.198.in-addr.arpa',
      step: 'rcpt-to',
      status: '4.7.25',
      right: ['missing-reverse-dns'],
    },
    { reply: '550 Invalid client address: 198.51.100.23', step: 'rcpt-to', right: ['connection-blocked'] },
  ],
  'the words name a field or a key': [
    {
      reply: '550 5.6.0 the address in the Reply-To header does not exist',
      step: 'data',
      status: '5.6.0',
      right: ['not-rfc-compliant', 'sender-rejected'],
    },
    { reply: '554 Unknown domain in From: header', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
    {
      reply: '550 5.7.20 no valid key for selector s1 was found (DKIM)',
      step: 'data',
      status: '5.7.20',
      right: ['authentication-failed'],
    },
    {
      reply: '554 The web address http://x.boutique.example was not found',
      step: 'data',
      right: ['spam-content', 'undetermined', 'policy-rejected', 'sender-rejected'],
    },
    { reply: '550 Message-ID: invalid domain', step: 'data', right: ['not-rfc-compliant', 'sender-rejected'] },
  ],
  'a word stands in an address or a link only': [
    {
      reply: '550 <blocked@galerie.example> User unknown',
      step: 'rcpt-to',
      recipient: 'blocked@galerie.example',
      right: ['user-unknown'],
    },
    { reply: '552 mailbox full (https://galerie.example/spam-policy)', step: 'rcpt-to', right: ['mailbox-full'] },
    {
      reply: '550 5.1.1 no such user; details at http://galerie.example/rate-limit/dnsbl',
      step: 'rcpt-to',
      status: '5.1.1',
      right: ['user-unknown'],
    },
    {
      reply: '550 5.2.1 <relay.denied@galerie.example>: mailbox disabled',
      step: 'rcpt-to',
      status: '5.2.1',
      recipient: 'relay.denied@galerie.example',
      right: ['account-disabled'],
    },
  ],
  'a gateway puts its own words around the reply': [
    {
      reply: "5.1.0 - Unknown address error 553-'Sender address must exist' (delivery attempts: 0)",
      step: 'rcpt-to',
      status: '5.1.0',
      right: ['sender-rejected'],
    },
    {
      reply: "5.1.0 - Unknown address error 550-'mail not accepted from 198.51.100.23 (policy)' (delivery attempts: 0)",
      step: 'rcpt-to',
      status: '5.1.0',
      right: ['policy-rejected', 'connection-blocked'],
    },
    {
      reply: "5.1.0 - Unknown address error 550-'Goodbye' (delivery attempts: 0)",
      step: 'rcpt-to',
      status: '5.1.0',
      right: ['undetermined', 'unspecified-failure'],
    },
    {
      reply:
        '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 5.7.1 SPF check failed',
      step: 'rcpt-to',
      status: '5.1.351',
      right: ['authentication-failed'],
    },
    {
      reply: '550 5.0.350 Remote server returned an error -> 550 lea.moreau: user not found',
      step: 'rcpt-to',
      status: '5.0.350',
      right: ['user-unknown'],
    },
    {
      reply: 'smtp; 554 delivery failed: remote said "552 5.2.2 quota exceeded"',
      step: 'rcpt-to',
      status: '5.2.2',
      right: ['mailbox-full'],
    },
    {
      reply: '550 #5.1.0 Address rejected. -> 451 4.7.1 greylisted',
      step: 'rcpt-to',
      status: '5.1.0',
      right: ['delivery-expired'],
    },
  ],
  'plain words after DATA or beside a code': [
    { reply: '554 5.7.1 no account named lea.moreau', step: 'data', status: '5.7.1', right: ['user-unknown'] },
    { reply: '550 the addressee is not known to us', step: 'data', right: ['user-unknown'] },
    { reply: '550 5.7.0 Address does not exist', step: 'rcpt-to', status: '5.7.0', right: ['user-unknown'] },
    { reply: '550 5.7.1 over quota', step: 'data', status: '5.7.1', right: ['mailbox-full'] },
    {
      reply: '554 5.3.2 We take no mail for this domain',
      step: 'rcpt-to',
      status: '5.3.2',
      right: ['domain-refuses-mail'],
    },
    {
      reply: '550 5.7.1 Your header is not well formed',
      step: 'data',
      status: '5.7.1',
      right: ['not-rfc-compliant', 'malformed-content'],
    },
  ],
  'the user is unknown in other words': [
    { reply: '550 this mailbox is gone', step: 'rcpt-to', right: ['user-unknown'] },
    { reply: '550 NO_SUCH_MAILBOX', step: 'rcpt-to', right: ['user-unknown'] },
    { reply: '550 recipient lookup: no match', step: 'rcpt-to', right: ['user-unknown', 'undetermined'] },
    { reply: '550 there is nobody called lea.moreau at galerie.example', step: 'rcpt-to', right: ['user-unknown'] },
    { reply: '550 address lea.moreau@galerie.example has never existed', step: 'rcpt-to', right: ['user-unknown'] },
    { reply: '550 Recipient lea.moreau is not one of our users', step: 'rcpt-to', right: ['user-unknown'] },
    { reply: '550 unable to find mailbox lea.moreau', step: 'rcpt-to', right: ['user-unknown'] },
  ],
  'spam, full, broken in other words': [
    { reply: '554 This looks like junk mail', step: 'data', right: ['spam-content'] },
    { reply: '550 spam score 11.4', step: 'data', right: ['spam-content'] },
    { reply: '554 content classified as unsolicited', step: 'data', right: ['spam-content'] },
    { reply: '552 The inbox of this user has no room left', step: 'rcpt-to', right: ['mailbox-full'] },
    { reply: '552 storage limit reached', step: 'rcpt-to', right: ['mailbox-full'] },
    { reply: '451 user database is offline', step: 'rcpt-to', status: '4.0.0', right: ['receiver-error'] },
    { reply: '451 lookup of the recipient failed', step: 'rcpt-to', status: '4.0.0', right: ['receiver-error'] },
  ],
  'refused at the greeting, by the recipient, for volume': [
    { reply: '554 You are not welcome here', step: 'connect', right: ['connection-blocked'] },
    { reply: '421 no service for you', step: 'connect', status: '4.0.0', right: ['connection-blocked'] },
    { reply: '550 lea.moreau has blocked you', step: 'rcpt-to', right: ['recipient-filtered'] },
    {
      reply: '550 The user rejects mail from this sender',
      step: 'rcpt-to',
      right: ['recipient-filtered', 'sender-rejected'],
    },
    {
      reply: '450 4.2.1 You have reached the hourly limit for this recipient',
      step: 'rcpt-to',
      status: '4.2.1',
      right: ['rate-limited'],
    },
    {
      reply: '554 5.7.1 Too many unknown recipients in this session',
      step: 'rcpt-to',
      status: '5.7.1',
      right: ['rate-limited', 'connection-blocked', 'too-many-connections', 'bad-reputation'],
    },
  ],
};
