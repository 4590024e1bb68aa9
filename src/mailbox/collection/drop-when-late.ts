import type { PopSession } from '../pop3/pop-session.js';

/** A server that hangs must not keep a service from stopping. @returns takes it back */
export function dropWhenLate(session: PopSession, graceMs: number, signal: AbortSignal | undefined): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => {
      session.drop();
    }, graceMs);
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  };
}
