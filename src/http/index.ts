export { IsInstant, parseInstant } from './instant.js';
export { ApiPageOf } from './page.dto.js';
export { ApiProblems } from './problem.dto.js';
export { ProblemError, type RequestError } from './problems.js';
export { PageQueryDto, ReadQueryDto } from './query.dto.js';
export { RequestOrigin, type Origin } from './request-client.js';
export { RequireScope } from './scope.guard.js';
