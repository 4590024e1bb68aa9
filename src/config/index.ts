import 'reflect-metadata';
export { ConfigurationError, type ConfigurationProblem } from './configuration-error.js';
export { API_SCOPES, ApiKeySettings, HttpSettings, type ApiScope } from './http-settings.js';
export { CorrelationSettings, VerpSettings } from './correlation-settings.js';
export { IDENTIFIER } from './identifier.js';
export { loadSettings } from './load-settings.js';
export { MailboxSettings } from './mailbox-settings.js';
export { ROLES, Settings, type Role } from './settings.js';
