export { REBUILDABLE_READ_MODEL, RebuildsController, type RebuildableReadModel } from './rebuilds.controller.js';
