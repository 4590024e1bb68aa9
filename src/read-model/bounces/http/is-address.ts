import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { normaliseAddress } from '../../../ledger/index.js';

/** The property is an e-mail address; it is normalised. */
export function IsAddress(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { readonly value: unknown }) => normalised(value) ?? value),
    ValidateBy({
      name: 'isAddress',
      validator: {
        validate: (value) => normalised(value) !== null,
        defaultMessage: () => 'is no e-mail address',
      },
    }),
  );
}

function normalised(value: unknown): string | null {
  return typeof value === 'string' ? normaliseAddress(value) : null;
}
