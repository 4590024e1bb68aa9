/**
 * The folders of src/ in the order of the flow; each names what it may import besides config and ledger/events.
 * A folder is entered only by its index.ts (ledger/events has one of its own), and by its surface.ts: what it is over HTTP, which
 * loads the framework.
 */
const order = {
  'event-store': [],
  evidence: ['event-store'],
  interpretation: [],
  classification: [],
  ledger: ['evidence', 'interpretation', 'classification', 'event-store'],
  rulesets: ['event-store', 'classification', 'ledger'],
  projections: ['event-store'],
  http: ['event-store'],
  mailbox: ['event-store', 'evidence', 'interpretation', 'classification', 'ledger', 'projections', 'http'],
};
order.bounces = [...Object.keys(order)];
order.campaigns = [...order.bounces, 'bounces'];
order['reporting-mtas'] = ['projections', 'http', 'bounces'];
order.recipients = [...order.campaigns, 'campaigns'];
order.feed = [...order.recipients, 'recipients'];
order.reclassification = [...order.feed, 'feed'];
order.operations = [...order.reclassification, 'reclassification'];
order.reinterpretation = ['event-store', 'evidence', 'interpretation', 'ledger', 'http'];
order['time-travel'] = [...order.reclassification, 'reclassification'];
order['mail-files'] = [];
order.transfer = ['event-store'];

const FACES = '^src/[^/]+/(index|surface)\\.ts$';

/** What answers over HTTP, by the names of its files, and what only that imports. */
const ON_THE_SURFACE = [
  '/surface\\.ts$|\\.(module|controller|dto)\\.ts$',
  '^src/http/|^src/http-app\\.ts$|^src/service/waiting-surface\\.ts$',
  '^src/(bounces/is-address|campaigns/sends-requests|feed/event-streams|reclassification/invalid-ruleset-problem)\\.ts$',
];

const folderRules = Object.entries(order).map(([folder, allowed]) => ({
  name: `${folder}-imports`,
  comment: `src/${folder} may import: ${allowed.join(', ') || 'nothing else of ours'}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, 'config', 'ledger/events', ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'by-the-face-only',
      comment: 'From outside a folder only its index.ts and its surface.ts are imported.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', FACES, '^src/ledger/events/index\\.ts$'] },
    },
    {
      name: 'by-the-face-only-from-the-top',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: [FACES, '^src/ledger/events/index\\.ts$'] },
    },
    {
      name: 'framework-behind-the-surface',
      comment:
        'What loads the HTTP framework is loaded by what answers over HTTP alone: nothing else waits for it, or holds it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ON_THE_SURFACE },
      to: {
        path: `/surface\\.ts$|\\.(module|controller|dto)\\.ts$|^src/http/index\\.ts$|^node_modules/@nestjs/`,
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'pure-code',
      comment: 'Interpretation, classification and the event types know no framework, no I/O and no clock.',
      severity: 'error',
      from: { path: '^src/(interpretation|classification|ledger/events)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^node_modules/@nestjs|^(node:)?(fs|net|tls|http|https|child_process|sqlite|timers)(/|$))' },
    },
    {
      name: 'drivers-stay-in-adapters',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(event-store/eventstoredb|mailbox/pop3)/' },
      to: { path: '^node_modules/(@eventstore/db-client|node-pop3)' },
    },
    {
      name: 'sqlite-stays-in-its-places',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(event-store/embedded|projections)/' },
      to: { path: '^(node:)?sqlite$' },
    },
    ...folderRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
