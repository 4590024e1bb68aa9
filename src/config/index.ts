import 'reflect-metadata';
export { ConfigurationError } from './configuration-error.js';
export {
  API_SCOPES,
  EventStreamSettings,
  type ApiKeySettings,
  type ApiScope,
  type HttpSettings,
} from './http-settings.js';
export { IDENTIFIER } from './identifier.js';
export { loadConfiguration, loadSettings, type Configuration } from './load-settings.js';
export { Settings } from './settings.js';
