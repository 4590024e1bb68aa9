import { PopError } from './pop-error.js';
import type { PopVerbs } from './pop-verbs.js';

/** The server's capabilities, a line each (RFC 2449); none where it does not know CAPA. */
export async function readCapabilities(verbs: PopVerbs): Promise<readonly string[]> {
  return (await unlessRefused(verbs.capabilities())) ?? [];
}

/** CAPA and UIDL are optional: a server that refuses them is served without. */
export async function unlessRefused<T>(reply: Promise<T>): Promise<T | null> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof PopError && error.kind === 'refused') return null;
    throw error;
  }
}
