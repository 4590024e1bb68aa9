/** A plain object of the shape that a DTO class documents: answers are made as data, never as instances. */
export type AnswerOf<Dto> = { readonly [Field in keyof Dto]: Dto[Field] };
