export { Evidence, type EvidenceOptions } from './evidence.js';
export { EvidenceDamagedError } from './chunks.js';
export { rawDigestOf } from './raw-digest.js';
