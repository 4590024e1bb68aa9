import { ApiProperty } from '@nestjs/swagger';

/** Documents a property that is always there and may be null: its type is lost to reflection. */
export function ApiNullable(
  type: StringConstructor | NumberConstructor | (() => unknown),
  options: { readonly example?: unknown; readonly description?: string; readonly format?: string } = {},
): PropertyDecorator {
  return ApiProperty({ ...options, type, nullable: true });
}
