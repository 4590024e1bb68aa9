import { describe, expect, it } from 'vitest';
import { parseHeaderFields } from '../structure/header-fields.js';
import { unwrapAddress, verpAddressIn, verpTokenOf } from './verp-address.js';

describe('the address that a report was delivered to', () => {
  it('is what the delivery noted before what the sender wrote', () => {
    const header = parseHeaderFields(
      'To: someone@example.com\nDelivered-To: box@example.net\nX-Original-To: bounce+t1@example.net',
    );
    expect(verpAddressIn(header, [])).toBe('bounce+t1@example.net');
  });

  it('is never the recipient that failed, which dma writes into X-Original-To', () => {
    const header = parseHeaderFields('X-Original-To: <Ana@example.com>\nTo: bounce+t1@example.net');
    expect(verpAddressIn(header, ['ana@example.com'])).toBe('bounce+t1@example.net');
  });

  it('is null where no field names one', () => {
    expect(verpAddressIn(parseHeaderFields('Subject: x'), [])).toBeNull();
  });
});

describe('unwrapping', () => {
  it.each([
    ['prvs=1234ab5678=bounce+t1@example.net', 'bounce+t1@example.net'],
    ['SRS0=HHH=TT=example.net=bounce+t1@forwarder.example', 'bounce+t1@example.net'],
    ['SRS0+HHH=TT=example.net=bounce+t1@forwarder.example', 'bounce+t1@example.net'],
    ['SRS1=GGG=first.example==HHH=TT=example.net=bounce+t1@second.example', 'bounce+t1@example.net'],
    ['bounce+t1@example.net', 'bounce+t1@example.net'],
  ])('%s is %s', (wrapped, address) => {
    expect(unwrapAddress(wrapped)).toBe(address);
  });
});

describe('the token of a VERP address', () => {
  it.each([
    ['bounce+c1.r2@example.net', 'c1.r2'],
    ['bounce-c1.r2@example.net', 'c1.r2'],
    ['my-bounces+c1-r2@example.net', 'c1-r2'],
    ['bounces@example.net', null],
    ['bounces+@example.net', null],
  ])('of %s is %s', (address, token) => {
    expect(verpTokenOf(address)).toBe(token);
  });
});
