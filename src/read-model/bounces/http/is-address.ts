import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { readAddress } from '../../../ledger/index.js';

/** The property is one mail address, see {@link readAddress}; it is normalised. */
export function IsAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { readonly value: unknown }) => normalised(value) ?? value),
    ValidateBy({
      name: 'isAddress',
      validator: {
        validate: (value) => normalised(value) !== null,
        // In a query a bare plus stands for a blank.
        defaultMessage: (given) =>
          `is not a mail address${/\S\s\S/u.test(String(given?.value)) ? ' (in a query, a "+" is written %2B)' : ''}`,
      },
    }),
  );
}

function normalised(value: unknown): string | null {
  return typeof value === 'string' ? readAddress(value) : null;
}
