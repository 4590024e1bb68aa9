import { describe, expect, it } from 'vitest';
import { MailPlaces } from './mail-places.js';

const REPORT = [
  'From: MAILER-DAEMON@relay.example.net',
  'Delivered-To: bounce+c4.r1@news.example.net',
  'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Both failed: ana@example.com (5.2.2), bo@example.com.',
  '--b',
  'Content-Type: message/delivery-status',
  '',
  'Reporting-MTA: dns; relay.example.net',
  '',
  'Final-Recipient: rfc822; ana@example.com',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 this user is',
  '  unknown to us',
  '',
  'Status: 5.1.1',
  'Final-Recipient: rfc822; bo@example.com',
  '--b--',
  '',
].join('\r\n');

const placesOf = (mail: string) => MailPlaces.of(Buffer.from(mail));

describe('the place of words in a mail', () => {
  it('is a line of the report, before any other part', () => {
    const places = placesOf(REPORT);
    expect(places.find('relay.example.net')).toEqual({ part: 'part 2, message/delivery-status', line: 1 });
    expect(places.find('ana@example.com')).toEqual({ part: 'part 2, message/delivery-status', line: 3 });
    expect(places.find('5.2.2')).toEqual({ part: 'part 1, text/plain', line: 1 });
  });

  it('is in the paragraph of the words that they belong to', () => {
    const places = placesOf(REPORT);
    expect(places.find('5.1.1', 'ana@example.com')).toMatchObject({ line: 4 });
    expect(places.find('5.1.1', 'bo@example.com')).toMatchObject({ line: 8 });
  });

  it('is where folded words begin, and where the beginning of words stands whose end was told otherwise', () => {
    const places = placesOf(REPORT);
    expect(places.find('550 5.1.1 This user is unknown to us')).toMatchObject({ line: 5 });
    expect(places.find('550 5.1.1 this user is unknown, as we have said so often')).toMatchObject({ line: 5 });
  });

  it('is not inside of a longer word', () => {
    const places = placesOf('Subject: c41\n\nc41 and 15501\nthen c4 and 550');
    expect(places.find('c4')).toEqual({ part: 'text/plain', line: 2 });
    expect(places.find('550')).toEqual({ part: 'text/plain', line: 2 });
    expect(places.find('55')).toBeNull();
  });

  it('is in the header, or nowhere', () => {
    const places = placesOf(REPORT);
    expect(places.find('bounce+c4.r1@news.example.net')).toEqual({ part: 'header', line: 2 });
    expect(places.find('nobody@example.com')).toBeNull();
    expect(places.find(' ')).toBeNull();
    expect(placesOf('').find('5.1.1', 'ana@example.com')).toBeNull();
  });
});
