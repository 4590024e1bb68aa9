export type {
  ConfirmRequest,
  OnProgress,
  ReclassificationPreview,
  ReclassificationView,
} from './reclassification-views.js';
export { Reclassifications } from './reclassifications.js';
export { RUN_STATES, type ShortVerdict } from './reclassification-views.js';
export { CONFIRM_DIGEST } from './preview/confirm-digest.js';
