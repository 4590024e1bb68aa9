import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { ProblemError, type RequestError } from '../problems/problems.js';

/** More problems than this in one request are not listed: the answer must not be larger than the request. */
const MAX_ERRORS = 100;

/** Validates requests by their DTO classes: refuses unknown fields and reports all problems at once, by path. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (found) => {
      const errors = found.flatMap((error) => flatten(error, '')).slice(0, MAX_ERRORS);
      return new ProblemError('invalid-request', errors.map(({ path }) => path).join(', '), errors);
    },
  });
}

function flatten(error: ValidationError, parent: string): RequestError[] {
  const path = pathOf(parent, error.property);
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    path,
    message: constraint === 'whitelistValidation' ? 'is not a field of this request' : withoutProperty(message, error),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, path))];
}

function pathOf(parent: string, property: string): string {
  if (parent === '') return property;
  return /^\d+$/.test(property) ? `${parent}[${property}]` : `${parent}.${property}`;
}

/** class-validator starts its messages with the property's name, which the path already says. */
function withoutProperty(message: string, { property }: ValidationError): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}
