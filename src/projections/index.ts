export { ChangeKind, type Changes } from './changes.js';
export { decodeCursor, toPage } from './cursor.js';
export { ModelDefinition } from './model-definition.js';
export type { RebuildProgress } from './model-builder.js';
export { InvalidCursorError, type AtPosition, type Page, type PageRequest } from './page.js';
export type { Projection } from './projection.js';
export { ProjectionRunner } from './projection-runner.js';
export type { ReadModelDatabase } from './read-model-database.js';
export type { ReadModelSource } from './read-model-source.js';
