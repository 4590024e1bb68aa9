import { ApiProperty } from '@nestjs/swagger';

/** Documents a property that is always present and may be null; reflection loses its type. */
export function ApiNullable(
  type: StringConstructor | NumberConstructor | (() => unknown),
  options: { readonly example?: unknown; readonly description?: string; readonly format?: string } = {},
): PropertyDecorator {
  return ApiProperty({ ...options, type, nullable: true });
}
