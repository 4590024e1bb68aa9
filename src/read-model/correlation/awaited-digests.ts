import { hash } from 'node:crypto';

/** 48 bits: what an INTEGER column and a JavaScript number both hold exactly. */
const DIGITS = 12;

/**
 * The digest under which a finding waits for something to be registered. Two things may share one: it only says where
 * to look.
 */
export function awaitedCampaign(campaignId: string): number {
  return shorten(hash('sha256', `campaign\n${campaignId}`));
}

export function awaitedSend(sendId: string): number {
  return shorten(hash('sha256', `send\n${sendId}`));
}

/** @param key a recipient's or a Message-ID's key: a digest already */
export function awaitedKey(key: string): number {
  return shorten(key);
}

function shorten(hex: string): number {
  return Number.parseInt(hex.slice(0, DIGITS), 16);
}
