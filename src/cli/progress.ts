import { printable, type Terminal } from './terminal.js';

const REDRAW_MS = 100;
const PLAIN_LINE_MS = 5_000;
const CLEAR_LINE = '\r\u001b[K';

/**
 * How far long work has come, on the error stream: a line that redraws itself on a terminal, a plain line now and then
 * elsewhere.
 */
export class Progress {
  #lastShownMs = 0;
  #drawn = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly describe: () => string,
  ) {}

  /** Reports progress; redraws if the last time is long enough ago. */
  tick(): void {
    const now = performance.now();
    const onTerminal = this.terminal.errors.isTTY === true;
    if (this.#lastShownMs === 0) this.#lastShownMs = now;
    if (now - this.#lastShownMs < (onTerminal ? REDRAW_MS : PLAIN_LINE_MS)) return;
    this.#lastShownMs = now;
    this.#drawn = onTerminal;
    const line = printable(this.describe());
    this.terminal.errors.write(onTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
  }

  /** Clears the line, so that the result can be printed in its place. */
  done(): void {
    if (this.#drawn) this.terminal.errors.write(CLEAR_LINE);
  }
}
