export * from './interpretation.js';
