export { ChangeKind, type Changes } from './changes.js';
export { ModelDefinition, type ReadModelIdentity } from './model-definition.js';
export type { RebuildProgress } from './model-builder.js';
export { decodeCursor, encodeCursor, InvalidCursorError, toPage, type Page, type PageRequest } from './page.js';
export type { Projection } from './projection.js';
export { ProjectionRunner, type ProjectionRunnerOptions } from './projection-runner.js';
export type { ReadModelDatabase } from './read-model-database.js';
export { InvalidCursorError, type AtPosition, type Page, type PageRequest } from './page.js';
