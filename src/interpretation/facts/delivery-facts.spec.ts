import { describe, expect, it } from 'vitest';
import { HeaderFields } from '../structure/header-fields.js';
import { deliveryFacts } from './delivery-facts.js';
import { SendingSide } from './sending-side.js';

const context = {
  reportingMta: null,
  arrivalDate: null,
  originalMessageId: null,
  isForwarded: false,
  sendingSide: new SendingSide(HeaderFields.NONE, HeaderFields.NONE),
};
const facts = (diagnostic: string | null, statedStatus: string | null) =>
  deliveryFacts({ recipient: 'a@b.example', action: 'failed', diagnostic, statedStatus }, 'failed', context);

describe('the facts of a delivery', () => {
  it('take the code in the server’s own words before the stated one, and keep both', () => {
    expect(facts('550 5.1.1 no such user', '5.0.0')).toMatchObject({
      status: '5.1.1',
      statedStatus: '5.0.0',
      smtpCode: 550,
      permanence: 'permanent',
    });
  });

  it('take the stated code where the server’s own says nothing, or there is none', () => {
    expect(facts('550 5.0.0 rejected', '5.2.2').status).toBe('5.2.2');
    expect(facts('mailbox full', '4.2.2')).toMatchObject({ status: '4.2.2', permanence: 'transient' });
  });

  it('take the server’s own code where the stated one is of another class', () => {
    expect(facts('421 4.0.0 try later', '5.3.0')).toMatchObject({ status: '4.0.0', permanence: 'transient' });
  });

  it('take the codes of the remote server’s last reply where the report’s own only say that it gave up', () => {
    const words = '554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed out>';
    expect(facts(words, '4.4.7')).toMatchObject({ status: '4.4.2', smtpCode: 421, diagnostic: words });
  });

  it('take the stated code where the server’s own leaves open what the stated one says', () => {
    expect(facts('550 5.2.0 over quota', '5.2.2').status).toBe('5.2.2');
    expect(facts('550 5.1.0 no such user', '5.1.1').status).toBe('5.1.1');
    expect(facts('550 5.1.0 no such user', '5.2.1').status).toBe('5.1.0');
    expect(facts('550 5.2.1 over quota', '5.2.2').status).toBe('5.2.1');
  });

  it.each([
    ["5.1.0 - Unknown address error 554-'5.7.1 refused' (delivery attempts: 0)", '5.7.1', 554],
    ['550 5.0.350 Remote server returned an error -> 452 4.2.2 over quota', '4.2.2', 452],
    ['550 5.1.1 <a@b.example>: undeliverable address: host mx[192.0.2.1] said: 554 5.7.1 blocked', '5.1.1', 554],
    ["5.3.0 - Other mail system problem 552-'mailbox is full' (delivery attempts: 0)", '5.3.0', 552],
  ])('take the codes of the reply that is quoted: %s', (words, status, smtpCode) => {
    expect(facts(words, '5.0.0')).toMatchObject({ status, smtpCode });
  });

  it('say which command was refused, where the words do', () => {
    expect(facts('550 no (in reply to MAIL FROM command)', null).inReplyTo).toBe('mail-from');
    expect(facts('550 no', null)).not.toHaveProperty('inReplyTo');
  });

  it('say how the status was read', () => {
    const read = (diagnostic: string | null, statedStatus: string | null) => facts(diagnostic, statedStatus).readFrom;
    expect(read('550 5.1.1 no such user', '5.0.0')).toEqual({ recipient: 'words', status: 'words' });
    expect(read('no such user', '5.1.1')).toEqual({ recipient: 'words', status: 'field' });
    expect(read('no such user', null)).toEqual({ recipient: 'words', status: 'guess' });
  });

  it('hold the server’s words as one readable line', () => {
    expect(facts('550 5.1.1 Benutzer\n    j\\303\\266rg unbekannt', null).diagnostic).toBe(
      '550 5.1.1 Benutzer jörg unbekannt',
    );
  });
});
