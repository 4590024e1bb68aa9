import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { problemDetails, PROBLEMS, type ProblemCode, type ProblemDetails, type RequestError } from './problems.js';

class RequestErrorDto implements RequestError {
  @ApiProperty({ example: 'sends[3].recipient' })
  readonly path!: string;

  @ApiProperty({ example: 'is not a mail address' })
  readonly message!: string;
}

/** RFC 9457 problem details, as the OpenAPI document describes them. */
export class ProblemDto implements ProblemDetails {
  @ApiProperty({ description: 'What went wrong, for programs; stable', example: 'urn:bounce-ledger:problem:not-found' })
  readonly type!: string;

  @ApiProperty({ example: 'There is no such route' })
  readonly title!: string;

  @ApiProperty({ example: 404 })
  readonly status!: number;

  @ApiPropertyOptional({ description: 'What went wrong this time, for people' })
  readonly detail?: string;

  @ApiProperty({ description: "The request's id, which is also in the log" })
  readonly instance!: string;

  @ApiPropertyOptional({ type: () => [RequestErrorDto], description: 'Every problem of the request, by path' })
  readonly errors?: readonly RequestErrorDto[];
}

const EXAMPLE_INSTANCE = '5f0c2d5e-7b1a-4c7e-9a53-0c6f3f1f6a10';

/**
 * Documents the problems that a route, or every route of a controller, may answer with. Use it once on each: of two
 * that name the same status, only one would be shown.
 */
export function ApiProblems(...codes: readonly ProblemCode[]): MethodDecorator & ClassDecorator {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  const responses = [...byStatus].map(([status, same]) => ApiResponse(problemResponse(status, same)));
  return applyDecorators(ApiExtraModels(ProblemDto), ...responses);
}

function problemResponse(status: number, codes: readonly ProblemCode[]) {
  return {
    status,
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join('. '),
    content: {
      'application/problem+json': {
        schema: { $ref: getSchemaPath(ProblemDto) },
        examples: Object.fromEntries(
          codes.map((code) => [code, { value: problemDetails(code, EXAMPLE_INSTANCE, undefined) }]),
        ),
      },
    },
  };
}
