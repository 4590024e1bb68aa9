import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replacePrivateFile } from '../../event-store/data-directory/index.js';
import type { RefreshTokens } from './refresh-tokens.js';

const DIRECTORY = 'oauth';

/**
 * Refresh tokens in files of the data directory, readable by their owner only, one for each mailbox. A file counts only
 * for the token that was configured when it was written: another one that is configured since then is newer.
 */
export class RefreshTokenFiles implements RefreshTokens {
  constructor(private readonly dataDir: string) {}

  /** @throws the file system's error, unless there is no file */
  read(mailbox: string, configured: string): string | null {
    let text: string;
    try {
      text = readFileSync(this.#fileOf(mailbox), 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
    const { inPlaceOf, refreshToken } = parse(text);
    return inPlaceOf === digestOf(configured) && typeof refreshToken === 'string' ? refreshToken : null;
  }

  /** @throws the file system's error */
  keep(mailbox: string, configured: string, refreshToken: string): void {
    mkdirSync(join(this.dataDir, DIRECTORY), { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ inPlaceOf: digestOf(configured), refreshToken });
    replacePrivateFile(this.#fileOf(mailbox), `${text}\n`);
  }

  #fileOf(mailbox: string): string {
    return join(this.dataDir, DIRECTORY, `${mailbox}.json`);
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A damaged file says nothing: the configured token is tried. */
function parse(text: string): { readonly inPlaceOf?: unknown; readonly refreshToken?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
