/** One kind of change that projections tell one another about, e.g. "a bounce was classified", with the type of what is told. */
export class ChangeKind<Change> {
  /** Never set: carries the type only. */
  declare readonly change: Change;

  constructor(readonly name: string) {}
}

/**
 * What the projections tell one another about the events of one batch. Nothing in it outlives the batch, and nothing depends on
 * where batches begin: what is told says no more than the rows do.
 */
export class Changes {
  readonly #byEvent = new Map<ChangeKind<unknown>, unknown[]>();
  readonly #latest = new Map<ChangeKind<unknown>, unknown>();

  tell<Change>(kind: ChangeKind<Change>, change: Change): void {
    const told = this.#byEvent.get(kind);
    if (told === undefined) this.#byEvent.set(kind, [change]);
    else told.push(change);
    this.#latest.set(kind, change);
  }

  /** What the projections before this one told of the present event, in the order in which they told it. */
  of<Change>(kind: ChangeKind<Change>): readonly Change[] {
    // Only `tell` fills the maps, and it takes what the kind says.
    return (this.#byEvent.get(kind) as Change[] | undefined) ?? [];
  }

  /**
   * The last change of the kind, told of the present event or of one before it in this batch. Saves looking up what was just
   * written, as a mail's events follow one another; undefined at the start of a batch: then the rows say it.
   */
  latest<Change>(kind: ChangeKind<Change>): Change | undefined {
    return this.#latest.get(kind) as Change | undefined;
  }

  nextEvent(): void {
    this.#byEvent.clear();
  }
}
