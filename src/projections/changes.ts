/** One kind of change that projections tell one another about, e.g. "a bounce was judged", with the type of what is told. */
export class ChangeKind<Change> {
  /** Never set: carries the type only. */
  declare readonly change: Change;

  constructor(readonly name: string) {}
}

/**
 * What the projections tell one another about one event: each reads what those before it wrote. Empty at each event's start,
 * so nothing in it outlives the event and a rebuild tells the same.
 */
export class Changes {
  readonly #told = new Map<ChangeKind<unknown>, unknown[]>();

  tell<Change>(kind: ChangeKind<Change>, change: Change): void {
    const told = this.#told.get(kind);
    if (told === undefined) this.#told.set(kind, [change]);
    else told.push(change);
  }

  /** In the order in which they were told. */
  of<Change>(kind: ChangeKind<Change>): readonly Change[] {
    // Only `tell` fills the lists, and it takes what the kind says.
    return (this.#told.get(kind) as Change[] | undefined) ?? [];
  }

  clear(): void {
    this.#told.clear();
  }
}
