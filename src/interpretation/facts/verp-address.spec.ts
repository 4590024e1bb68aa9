import { describe, expect, it } from 'vitest';
import { HeaderFields, parseHeaderFields } from '../structure/header-fields.js';
import { unwrapAddress, verpAddressIn, verpTokenOf } from './verp-address.js';

const { NONE } = HeaderFields;

describe('the address that a report was delivered to', () => {
  it('is what the delivery noted before what the sender wrote', () => {
    const header = parseHeaderFields(
      'To: someone@example.com\nDelivered-To: box@example.net\nX-Original-To: bounce+t1@example.net',
    );
    expect(verpAddressIn(header, NONE, [])).toBe('bounce+t1@example.net');
  });

  it('is never the recipient that failed, which dma writes into X-Original-To', () => {
    const header = parseHeaderFields('X-Original-To: <Ana@example.com>\nTo: bounce+t1@example.net');
    expect(verpAddressIn(header, NONE, ['ana@example.com'])).toBe('bounce+t1@example.net');
  });

  it('is the one with a token where the report was forwarded into one mailbox', () => {
    const header = parseHeaderFields('Delivered-To: box@example.net\nTo: bounce+t1@example.net');
    expect(verpAddressIn(header, NONE, [])).toBe('bounce+t1@example.net');
  });

  it('is the returned message’s envelope sender where the report’s own fields hold no token', () => {
    const returned = parseHeaderFields('Return-Path: <prvs=1234ab5678=bounce+t1@example.net>');
    expect(verpAddressIn(parseHeaderFields('To: box@example.net'), returned, [])).toBe('bounce+t1@example.net');
    const plain = parseHeaderFields('Return-Path: <news@example.net>');
    expect(verpAddressIn(parseHeaderFields('To: box@example.net'), plain, [])).toBe('box@example.net');
    expect(verpAddressIn(parseHeaderFields('Subject: x'), plain, [])).toBeNull();
  });

  it('is null where no field names one', () => {
    expect(verpAddressIn(parseHeaderFields('Subject: x'), NONE, [])).toBeNull();
  });
});

describe('unwrapping', () => {
  it.each([
    ['prvs=1234ab5678=bounce+t1@example.net', 'bounce+t1@example.net'],
    ['prvs=bounce+t1/1234ab5678@example.net', 'bounce+t1@example.net'],
    ['btv1==0123abcd==bounce+t1@example.net', 'bounce+t1@example.net'],
    ['msprvs1=17xyz=bounce+t1@example.net', 'bounce+t1@example.net'],
    ['box+SRS=HHH=TT=example.net=bounce+t1@tenant.example', 'bounce+t1@example.net'],
    ['SRS0=HHH=TT=example.net=prvs=1234ab5678=bounce+t1@forwarder.example', 'bounce+t1@example.net'],
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
