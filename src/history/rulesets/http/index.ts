export { LONGEST_DOCUMENT } from './ruleset-requests.dto.js';
export { tellingProblems } from './invalid-ruleset-problem.js';
export { RULESETS, RulesetsController } from './rulesets.controller.js';
