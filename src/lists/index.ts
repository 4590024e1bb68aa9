export { UnusableListError } from './list-error.js';
export type { Chunks } from './bytes/plain-bytes.js';
export { readList, type List, type ListType } from './rows/read-list.js';
export { csvText } from './rows/csv-text.js';
export type { Row } from './rows/list-row.js';
export { LIST_FORMATS, type ListFormatName } from './formats/list-formats.js';
export { findAddresses, findFormat } from './formats/find-format.js';
export { readSuppression } from './formats/read-suppression.js';
export { Spool } from './spool.js';
