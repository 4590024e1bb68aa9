import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { MIN_SECRET_BYTES } from './keys.js';

/** The file of the ledger's secret cannot be used. */
export class SecretFileError extends Error {
  readonly code = 'secret-file';
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`secret file ${file}: ${reason}`, options);
    this.name = 'SecretFileError';
  }
}

/**
 * The ledger's secret: the file's text without white space around it. A file that does not exist is made, readable by
 * its owner only, with a random secret.
 * @throws SecretFileError
 */
export function readOrMakeSecret(file: string): Buffer {
  try {
    return readSecret(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asSecretFileError(file, error);
  }
  try {
    // `x`: of two processes that start at once one makes the file and the other reads it.
    const descriptor = openSync(file, 'wx', 0o600);
    writeSync(descriptor, `${randomBytes(MIN_SECRET_BYTES).toString('hex')}\n`);
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asSecretFileError(file, error);
  }
  return readSecret(file);
}

function readSecret(file: string): Buffer {
  const secret = Buffer.from(readFileSync(file, 'utf8').trim());
  if (secret.length < MIN_SECRET_BYTES) {
    throw new SecretFileError(file, `holds ${secret.length} bytes, at least ${MIN_SECRET_BYTES} are needed`);
  }
  return secret;
}

function asSecretFileError(file: string, cause: unknown): SecretFileError {
  if (cause instanceof SecretFileError) return cause;
  return new SecretFileError(file, (cause as NodeJS.ErrnoException).code ?? String(cause), { cause });
}
