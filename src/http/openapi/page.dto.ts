import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

/** Schema of a list's answer: `{"items":[…],"next":cursor|null,"position"}`. */
export function pageSchema(item: Type) {
  return {
    type: 'object',
    required: ['items', 'next', 'position'],
    properties: {
      items: { type: 'array', items: { $ref: getSchemaPath(item) } },
      next: { type: 'string', nullable: true, description: 'Cursor of the next page; null at the end' },
      position: { type: 'string', description: 'How far the log was followed', example: '18240' },
    },
  };
}

/** Documents the answer of a list. */
export function ApiPageOf(item: Type): MethodDecorator {
  return applyDecorators(ApiExtraModels(item), ApiOkResponse({ schema: pageSchema(item) }));
}
