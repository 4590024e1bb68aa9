import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

const POSITION_SCHEMA = { type: 'string', description: 'How far the log was followed', example: '18240' } as const;

/** Documents the answer of a list: `{"items":[…],"next":cursor|null,"position"}`. */
export function ApiPageOf(item: Type): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(item),
    ApiOkResponse({
      schema: {
        type: 'object',
        required: ['items', 'next', 'position'],
        properties: {
          items: { type: 'array', items: { $ref: getSchemaPath(item) } },
          next: { type: 'string', nullable: true, description: 'Cursor of the next page; null at the end' },
          position: POSITION_SCHEMA,
        },
      },
    }),
  );
}
