/** One kind of change that projections tell one another about, e.g. "a bounce was classified", with the type of what is told. */
export class ChangeKind<Change> {
  /** Never set: carries the type only. */
  declare readonly change: Change;

  constructor(readonly name: string) {}
}

/** What the projections tell one another about one event. It says no more than the rows do. */
export class Changes {
  readonly #byEvent = new Map<ChangeKind<unknown>, unknown[]>();

  tell<Change>(kind: ChangeKind<Change>, change: Change): void {
    const told = this.#byEvent.get(kind);
    if (told === undefined) this.#byEvent.set(kind, [change]);
    else told.push(change);
  }

  /** What the projections before this one told of the present event, in the order in which they told it. */
  of<Change>(kind: ChangeKind<Change>): readonly Change[] {
    // Only `tell` fills the maps, and it takes what the kind says.
    return (this.#byEvent.get(kind) as Change[] | undefined) ?? [];
  }

  nextEvent(): void {
    this.#byEvent.clear();
  }
}
