/**
 * An object out of JSON that somebody else wrote: nothing in it is sure to be there, or of the type that it should
 * have.
 */
export class JsonObject {
  private constructor(private readonly members: Readonly<Record<string, unknown>>) {}

  /** Reads the first object in a text, which may stand between other words; null where none can be read. */
  static in(text: string): JsonObject | null {
    const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
    if (start < 0 || end < start) return null;
    try {
      return JsonObject.#of(JSON.parse(text.slice(start, end + 1)));
    } catch {
      return null;
    }
  }

  static #of(value: unknown): JsonObject | null {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return new JsonObject(value as Readonly<Record<string, unknown>>);
  }

  text(name: string): string | null {
    const value = this.#member(name);
    return typeof value === 'string' ? value : null;
  }

  object(name: string): JsonObject | null {
    return JsonObject.#of(this.#member(name));
  }

  /** The objects in an array; none where the member is not an array. */
  objects(name: string): JsonObject[] {
    const value = this.#member(name);
    return Array.isArray(value) ? value.flatMap((element: unknown) => JsonObject.#of(element) ?? []) : [];
  }

  #member(name: string): unknown {
    return Object.hasOwn(this.members, name) ? this.members[name] : undefined;
  }
}
