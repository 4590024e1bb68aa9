/** The type of an event, and its data. */
export interface Described<Type extends string, Data> {
  readonly type: Type;
  readonly data: Data;
}
