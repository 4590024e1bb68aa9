/** Somebody sits and waits: a server that is down is said at once, and given up sooner than a service would. */
export const PATIENCE_MS = 10_000;

/** Says once why a command waits, and for how long at most. */
export function sayWaiting(write: (line: string) => void): (reason: string) => void {
  let isSaid = false;
  return (reason) => {
    if (!isSaid) write(`${reason}; trying again for ${PATIENCE_MS / 1000} s`);
    isSaid = true;
  };
}
