import type { ValidationArguments } from 'class-validator';

/**
 * The message of a setting that must be text. YAML reads unquoted digits as a number (and loses leading zeros), and
 * true, false and null as themselves, so the message says what to do about those.
 * @param message for everything else
 */
export function textSetting(message: string): (validation: ValidationArguments) => string {
  return ({ value }: { readonly value?: unknown }) =>
    typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
      ? `YAML reads this as a ${typeof value === 'boolean' ? 'boolean' : 'number'}: put it in quotes`
      : message;
}
