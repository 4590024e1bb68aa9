/**
 * A kind of change that one projection passes to those after it, e.g. "a bounce was classified", with its payload's
 * type.
 */
export class ChangeKind<Change> {
  /** Never set: carries the type only. */
  declare readonly change: Change;

  constructor(readonly name: string) {}
}

/** What the projections tell one another about one event. It says no more than the rows do. */
export class Changes {
  readonly #byEvent = new Map<ChangeKind<unknown>, unknown[]>();

  tell<Change>(kind: ChangeKind<Change>, change: Change): void {
    const published = this.#byEvent.get(kind);
    if (published === undefined) this.#byEvent.set(kind, [change]);
    else published.push(change);
  }

  /** What the projections before this one published for the present event, in that order. */
  of<Change>(kind: ChangeKind<Change>): readonly Change[] {
    // Only `tell` fills the maps, and it takes what the kind says.
    return (this.#byEvent.get(kind) as Change[] | undefined) ?? [];
  }

  nextEvent(): void {
    this.#byEvent.clear();
  }
}
