import { AppendTooLargeError, type EventStore, type ExpectedRevision } from '../event-store/index.js';
import type { GlobalPosition, UnsavedEvent } from '../events/index.js';

/** Events in one of the forms in which they may be appended, with whatever the caller wants to know of that form. */
export interface FormToAppend {
  readonly events: readonly UnsavedEvent[];
}

/**
 * Appends the first of the forms that one append can carry. A form is made only when those before it were too large.
 * @throws AppendTooLargeError none of them fits; TypeError there is none; and what the store throws
 */
export async function appendFirstFitting<Form extends FormToAppend>(
  store: Pick<EventStore, 'append'>,
  stream: string,
  expectedRevision: ExpectedRevision,
  forms: Iterable<Form>,
): Promise<{ readonly form: Form; readonly position: GlobalPosition }> {
  let tooLarge: AppendTooLargeError | undefined;
  for (const form of forms) {
    try {
      const { position } = await store.append(stream, expectedRevision, form.events);
      return { form, position };
    } catch (error) {
      if (!(error instanceof AppendTooLargeError)) throw error;
      tooLarge = error;
    }
  }
  throw tooLarge ?? new TypeError(`there is nothing to append to ${stream}`);
}
