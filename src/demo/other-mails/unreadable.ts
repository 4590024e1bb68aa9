import { toMail } from '../mail-text.js';
import type { SeededRandom } from '../seeded-random.js';

const NOISE_BYTES = 600;
const NESTED_PARTS = 200;

/** Bytes that are not a mail at all. */
export function noise(random: SeededRandom): Buffer {
  const bytes = Buffer.from(Array.from({ length: NOISE_BYTES }, () => random.below(256)));
  return Buffer.concat([bytes, Buffer.from('\r\n')]);
}

/** A mail of no bytes: a delivery that was cut off by a full disk. */
export function empty(): Buffer {
  return Buffer.alloc(0);
}

/** Multiparts inside each other, far deeper than anybody writes by hand. */
export function nested(): Buffer {
  const opening = Array.from({ length: NESTED_PARTS }, (_, depth) => {
    return `Content-Type: multipart/mixed; boundary="level-${depth}"\n\n--level-${depth}\n`;
  });
  return toMail(`From: nobody@postbox.example\nSubject: nested\nMIME-Version: 1.0\n${opening.join('')}\n`);
}
