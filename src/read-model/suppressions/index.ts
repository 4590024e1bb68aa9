export type { ImportPreview, ImportReport, ImportRequest, ImportView, ListCounts } from './imports/import-views.js';
export { InvalidRowsError } from './imports/import-errors.js';
export { ImportQueries } from './imports/import-queries.js';
export { SuppressionImports, type OnImportProgress } from './imports/suppression-imports.js';
export { SUPPRESSED_STATUSES, type SuppressionFilter, type SuppressionView } from './export/suppression-views.js';
export { SuppressionQueries } from './export/suppression-queries.js';
export { listText } from './export/list-text.js';
