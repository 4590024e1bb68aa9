/** Whether the bytes have their memory to themselves, so that it can move to another thread, or be freed, whole. */
export function hasOwnMemory(bytes: Buffer): bytes is Buffer<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  return buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength;
}

/** Gives the memory back now, not at some garbage collection: of large mails, much would wait for it. They are empty then. */
export function freeMemory(bytes: Buffer): void {
  if (bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0);
}
