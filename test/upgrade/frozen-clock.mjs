/**
 * Loaded before a program (`node --import`), it stops the program's clock at the time in UPGRADE_CLOCK: what is asked of a ledger
 * depends on when it is asked.
 */
const at = Date.parse(process.env.UPGRADE_CLOCK);
if (Number.isNaN(at)) throw new TypeError('UPGRADE_CLOCK must be a date and time');

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [at] : given));
  }

  static now() {
    return at;
  }
};
