import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { parseInstant } from '../../events/index.js';

/** Requires an RFC 3339 date-time with an offset, and converts it to ISO 8601 in UTC. */
export function IsInstant(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { readonly value: unknown }) => parseInstant(value) ?? value),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value) => parseInstant(value) !== null,
        defaultMessage: () => 'must be a date and time with an offset, such as 2026-11-21T08:00:00Z',
      },
    }),
  );
}
