export { Evidence, type EvidenceOptions } from './evidence.js';
export { ExpiredEvidence } from './expired-evidence.js';
export { encodeChunk, EvidenceDamagedError, type EvidenceChunk } from './chunks.js';
export { rawDigestOf } from './raw-digest.js';
