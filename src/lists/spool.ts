import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = 'lists';

/**
 * A temporary file of a data directory, for what is written to its end before any of it is used. It has no name any
 * more once it is open: nothing is left of it wherever the process ends.
 */
export class Spool implements AsyncDisposable {
  #bytes = 0;

  private constructor(private readonly file: FileHandle) {}

  static async open(dataDir: string): Promise<Spool> {
    const folder = join(dataDir, FOLDER);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, randomUUID());
    const file = await open(path, 'wx+', 0o600);
    await rm(path);
    return new Spool(file);
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.#bytes;
  }

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) {
      written += (await this.file.write(bytes, written, bytes.length - written, this.#bytes + written)).bytesWritten;
    }
    this.#bytes += bytes.length;
  }

  /** What stands from an offset on, so many bytes. */
  async read(offset: number, length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) {
      const { bytesRead } = await this.file.read(bytes, read, length - read, offset + read);
      if (bytesRead === 0) throw new RangeError('the spool ends before this');
      read += bytesRead;
    }
    return bytes;
  }

  /** All of it, in chunks. */
  async *chunks(chunkBytes = 65_536): AsyncGenerator<Buffer> {
    for (let offset = 0; offset < this.#bytes; offset += chunkBytes) {
      yield this.read(offset, Math.min(chunkBytes, this.#bytes - offset));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
  }
}
