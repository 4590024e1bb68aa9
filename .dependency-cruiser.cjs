/**
 * The house: which room stands on which. A room imports what lies below it and its own; it is entered by its index.ts only.
 * The slices of read-model/ and history/ are rooms of their own in this: each has its index.ts, and http/index.ts for what it
 * is over HTTP, which loads the framework.
 */
const LAYERS = [
  ['config', 'events'],
  ['event-store', 'interpretation', 'classification'],
  ['ledger'],
  ['mailbox', 'http', 'lists'],
  ['read-model'],
  ['history'],
  ['service'],
  ['demo'],
  ['cli'],
];

/** Within the two rooms that have slices: each slice imports those before it. */
const SLICES = {
  'read-model': [
    ['engine'],
    ['mails', 'mailboxes'],
    ['bounces'],
    ['undetermined', 'reporting-mtas', 'campaigns'],
    ['correlation'],
    ['recipients'],
    ['suppressions'],
    ['feed'],
  ],
  history: [['rulesets'], ['reclassification', 'reinterpretation', 'as-of']],
};

/** Every folder that is entered by its index.ts alone: its room's, its slice's, or that of a part with a face of its own. */
const FACE = ['^src/[^/]+/index\\.ts$', '^src/[^/]+/[^/]+/index\\.ts$', '^src/[^/]+/[^/]+/http/index\\.ts$'];

/** What answers over HTTP, by its folder or its file's name. */
const OVER_HTTP =
  '^src/http/|^src/(read-model|history)/[^/]+/http/|^src/service/(app\\.module|http-app|waiting-surface)\\.ts$';

const upward = (name, folder, layers) =>
  layers
    .flatMap((rooms, floor) =>
      rooms.map((room) => ({
        name: `${room}-${name}`,
        severity: 'error',
        comment: `${folder}${room}/ imports what lies below it and nothing above or beside it.`,
        from: { path: `^src/${folder}${room}/` },
        to: {
          path: `^src/${folder}(${layers
            .slice(floor)
            .flat()
            .filter((other) => other !== room)
            .join('|')})/`,
        },
      })),
    )
    .filter(({ to }) => !to.path.endsWith('()/'));

const slices = Object.entries(SLICES);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...upward('imports', '', LAYERS),
    ...slices.flatMap(([room, layers]) => upward('slice-imports', `${room}/`, layers)),
    {
      name: 'by-the-face-only',
      comment: "From outside a room only its index.ts is imported, or the index.ts of a slice's or part's own.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', ...FACE] },
    },
    {
      name: 'by-the-face-only-from-the-top',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: FACE },
    },
    ...slices.map(([room]) => ({
      name: `${room}-slices-by-the-face-only`,
      severity: 'error',
      from: { path: `^src/${room}/([^/]+)/` },
      to: { path: `^src/${room}/([^/]+)/`, pathNot: [`^src/${room}/$1/`, ...FACE] },
    })),
    {
      name: 'framework-behind-http',
      comment:
        'What loads the HTTP framework is loaded by what answers over HTTP alone: nothing else waits for it, or holds it.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['\\.spec\\.ts$', OVER_HTTP] },
      to: {
        path: `${OVER_HTTP}|^node_modules/@nestjs/`,
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'pure-code',
      comment: 'Interpretation, classification and the event types know no framework, no I/O and no clock.',
      severity: 'error',
      from: { path: '^src/(interpretation|classification|events)/', pathNot: '\\.spec\\.ts$' },
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
      from: { path: '^src/', pathNot: '^src/(event-store/(embedded|data-directory)|read-model/engine)/' },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'adapters-stand-apart',
      comment: 'The two event stores share the port and nothing of each other.',
      severity: 'error',
      from: { path: '^src/event-store/(embedded|eventstoredb)/' },
      to: { path: '^src/event-store/(embedded|eventstoredb)/', pathNot: '^src/event-store/$1/' },
    },
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
