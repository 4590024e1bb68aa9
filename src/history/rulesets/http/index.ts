export { MAX_DOCUMENT_LENGTH } from './ruleset-requests.dto.js';
export { withRulesetProblems } from './ruleset-problems.js';
export { RULESETS, RulesetsController } from './rulesets.controller.js';
