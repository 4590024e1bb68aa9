import { describe, expect, it } from 'vitest';
import { deliveryFacts } from './delivery-facts.js';

const context = {
  reportingMta: null,
  arrivalDate: null,
  originalMessageId: null,
  isForwarded: false,
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

  it('hold the server’s words as one readable line', () => {
    expect(facts('550 5.1.1 Benutzer\n    j\\303\\266rg unbekannt', null).diagnostic).toBe(
      '550 5.1.1 Benutzer jörg unbekannt',
    );
  });
});
