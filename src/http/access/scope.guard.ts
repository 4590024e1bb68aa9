import { applyDecorators, Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { ApiScope } from '../../config/index.js';
import { ApiProblems } from '../problems/problem.dto.js';
import { ProblemError } from '../problems/problems.js';

const SCOPE = 'bounce-ledger:scope';

/** The scope that a key needs for a route, or for every route of a controller. A route without one is open. */
export function RequireScope(scope: ApiScope): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(SCOPE, scope),
    ApiBearerAuth(),
    ApiExtension('x-required-scope', scope),
    ApiProblems('unauthenticated', 'insufficient-scope'),
  );
}

/** Admits a request if the client's key has the route's scope. */
@Injectable()
export class ScopeGuard implements CanActivate {
  readonly #reflector = new Reflector();

  canActivate(context: ExecutionContext): boolean {
    const scope = this.#reflector.getAllAndOverride<ApiScope | undefined>(SCOPE, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (scope === undefined) return true;
    const { client } = context.switchToHttp().getRequest<FastifyRequest>();
    if (client === null) throw new ProblemError('unauthenticated', 'no valid API key was presented');
    if (!client.scopes.includes(scope)) {
      throw new ProblemError('insufficient-scope', `the API key "${client.name}" does not have the scope ${scope}`);
    }
    return true;
  }
}
