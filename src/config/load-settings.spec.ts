import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError } from './configuration-error.js';
import { loadConfiguration, loadSettings, parseSettings, type Environment } from './load-settings.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'settings-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

const parse = (yaml: string, environment: Environment = {}) => parseSettings(yaml, 'test.yaml', dir, environment);

function problemsOf(yaml: string, environment: Environment = {}): string[] {
  try {
    parse(yaml, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have defaults that need no file', () => {
    const settings = loadSettings(undefined, {});
    expect(settings.eventStore.kind).toBe('embedded');
    expect(settings.http).toMatchObject({ host: '127.0.0.1', apiKeys: [] });
    expect(settings.mailboxes).toEqual([]);
    expect(settings.roles).toEqual(['collector', 'api', 'background']);
  });

  it('read a mailbox, keep its mails by default, and find the port of its kind of TLS', () => {
    const [implicit, clear] = parse(`
mailboxes:
  - { name: a, host: pop.example.net, user: u, password: p }
  - { name: b, host: pop.example.net, user: u, password: p, tls: starttls, after: delete }
`).mailboxes;
    expect(implicit).toMatchObject({ tls: 'implicit', after: 'keep', effectivePort: 995 });
    expect(clear).toMatchObject({ after: 'delete', effectivePort: 110 });
  });

  it.each([
    ['604800', 604_800],
    ['90s', 90],
    ['15m', 900],
    ['36h', 129_600],
    ['7d', 604_800],
    ['1 day', 86_400],
    ['"2 hours"', 7_200],
  ])('read deleteAfter: %s as seconds', (written, seconds) => {
    const [staying, atOnce] = parse(`
mailboxes:
  - { name: a, host: h, user: u, password: p, after: delete, deleteAfter: ${written} }
  - { name: b, host: h, user: u, password: p, after: delete }
`).mailboxes;
    expect(staying?.deleteAfterSeconds).toBe(seconds);
    expect(atOnce?.deleteAfterSeconds).toBe(0);
  });

  it.each([
    ['after: keep, deleteAfter: 7d', 'mailboxes[0].deleteAfter: applies only to after: delete'],
    ['deleteAfter: 7d', 'mailboxes[0].deleteAfter: applies only to after: delete'],
    [
      'after: delete, deleteAfter: soon',
      'mailboxes[0].deleteAfter: must be a number of seconds, or a number with s, m, h or d, such as 7d',
    ],
    [
      'after: delete, deleteAfter: 1.5',
      'mailboxes[0].deleteAfter: must be a number of seconds, or a number with s, m, h or d, such as 7d',
    ],
    ['after: delete, deleteAfter: 0', 'mailboxes[0].deleteAfter: must not be less than 1'],
    ['after: delete, deleteAfter: 400d', 'mailboxes[0].deleteAfter: must not be longer than 365 days'],
  ])('refuse %s', (settings, problem) => {
    expect(problemsOf(`mailboxes: [{ name: a, host: h, user: u, password: p, ${settings} }]`)).toContain(problem);
  });

  it('take secrets from the environment and from files beside the configuration', () => {
    writeFileSync(join(dir, 'pw'), ' from a file \n');
    const settings = parse(
      `
mailboxes:
  - { name: a, host: h, user: u, password: "\${PASSWORD}" }
  - { name: b, host: h, user: u, passwordFile: pw }
`,
      { PASSWORD: 'from the environment' },
    );
    expect(settings.mailboxes.map(({ password }) => password)).toEqual(['from the environment', ' from a file ']);
  });

  it('resolve paths against the file that names them', () => {
    writeFileSync(join(dir, 'c.yaml'), 'dataDir: here\nledger: { secretFile: secret }\n');
    const settings = loadSettings(join(dir, 'c.yaml'), {});
    expect(settings.dataDir).toBe(join(dir, 'here'));
    expect(settings.ledger.secretFile).toBe(join(dir, 'secret'));
    expect(loadSettings(undefined, { BOUNCE_LEDGER_CONFIG: join(dir, 'c.yaml') }).dataDir).toBe(join(dir, 'here'));
  });

  it('name every problem at once, by path', () => {
    const problems = problemsOf(`
dataDirectory: x
roles: [boss]
mailboxes:
  - { name: "a b", host: h, port: 99999, user: u, tls: maybe }
  - { name: b, host: h, user: u, passwordFile: missing }
http:
  port: eighty
  apiKeys: [{ name: k, key: short, scopes: [everything] }]
correlation: { verp: { secret: short }, headers: ["bad name:"] }
`);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining([
        'dataDirectory',
        'roles',
        'mailboxes[0].name',
        'mailboxes[0].port',
        'mailboxes[0].tls',
        'mailboxes[0].password',
        'mailboxes[1].passwordFile',
        'http.port',
        'http.apiKeys[0].key',
        'http.apiKeys[0].scopes',
        'correlation.verp.secret',
        'correlation.headers',
      ]),
    );
    expect(problems).toContain('dataDirectory: is not a setting');
  });

  it.each([
    ['a variable that is not set', 'dataDir: "${NOWHERE}/x"', 'dataDir: the environment variable NOWHERE is not set'],
    ['two mailboxes of one name', twoMailboxes('a', 'a'), 'mailboxes: must have different names'],
    ['a file that is not a mapping', '- a', '(file): must be a mapping of settings'],
    [
      'an alias, which could stand for more than is written',
      'dataDir: &a x\nlog: *a',
      '(file): line 2: an alias (*a) is not allowed: write the value out',
    ],
    [
      'a merge key',
      'log: &a { level: info }\nhttp:\n  <<: *a',
      '(file): line 3: an alias (*a) is not allowed: write the value out',
    ],
    ['the same key twice', 'dataDir: a\ndataDir: b', '(file): Map keys must be unique at line 2, column 1:'],
  ])('refuse %s', (_, yaml, problem) => {
    expect(problemsOf(yaml)).toContain(problem);
  });

  it('refuse a password that holds a line break, and never repeat it', () => {
    const problems = problemsOf(twoMailboxes('a', 'b', '"secret\\r\\nDELE 1"'));
    expect(problems).toContain('mailboxes[0].password: must not contain a line break');
    expect(problems.join()).not.toContain('DELE');
  });

  it('say of digits and words that YAML reads as something else that they want quotes', () => {
    for (const password of ['12345678', '0123', '1e5', 'true']) {
      const problems = problemsOf(twoMailboxes('a', 'b', password));
      expect(problems).toEqual(
        [0, 1].map(
          (index) =>
            expect.stringMatching(
              `mailboxes.${index}..password: YAML reads this as a \\w+: put it in quotes`,
            ) as string,
        ),
      );
      expect(problems.join()).not.toContain(password);
    }
    expect(problemsOf(`http: { apiKeys: [{ name: 1, key: ${'1'.repeat(30)} }] }`)).toEqual([
      'http.apiKeys[0].name: YAML reads this as a number: put it in quotes',
      'http.apiKeys[0].key: YAML reads this as a number: put it in quotes',
    ]);
  });

  it('take a secret from a file as an editor on Windows writes it', () => {
    writeFileSync(join(dir, 'with-bom'), '\uFEFFa password\r\n');
    const [mailbox] = parse('mailboxes: [{ name: a, host: h, user: u, passwordFile: with-bom }]').mailboxes;
    expect(mailbox?.password).toBe('a password');
  });

  it('read the secrets again, or all of it, when they are asked to', () => {
    writeFileSync(join(dir, 'rotated'), 'before');
    const file = join(dir, 'reloaded.yaml');
    const yaml = (user: string) => `mailboxes: [{ name: a, host: h, user: ${user}, passwordFile: rotated }]`;
    writeFileSync(file, yaml('before'));
    const before = loadConfiguration(file, {});
    expect(before.secretFiles).toEqual([join(dir, 'rotated')]);
    writeFileSync(join(dir, 'rotated'), 'after');
    writeFileSync(file, yaml('after'));
    expect(before.settings.mailboxes[0]).toMatchObject({ user: 'before', password: 'before' });
    expect(before.reloadSecrets().settings.mailboxes[0]).toMatchObject({ user: 'before', password: 'after' });
    expect(before.reload().settings.mailboxes[0]).toMatchObject({ user: 'after', password: 'after' });
    writeFileSync(file, 'mailboxes: 7');
    expect(before.reload).toThrow('mailboxes');
  });

  it('take the secrets of XOAUTH2 from files, and no password besides them', () => {
    writeFileSync(join(dir, 'refresh'), 'a refresh token\n');
    const oauth = 'tokenUrl: "https://oauth2.example.net/token", clientId: c, refreshTokenFile: refresh';
    const [mailbox] = parse(`mailboxes: [{ name: a, host: h, user: u, oauth: { ${oauth} } }]`).mailboxes;
    expect(mailbox?.oauth).toMatchObject({ clientId: 'c', refreshToken: 'a refresh token' });
    expect(mailbox?.password).toBeUndefined();
    expect(problemsOf(`mailboxes: [{ name: a, host: h, user: u, password: p, oauth: { ${oauth} } }]`)).toEqual([
      'mailboxes[0]: give a password or oauth, not both',
    ]);
  });

  it.each([
    ['http://oauth2.example.net/token', false],
    ['https://user:secret@oauth2.example.net/token', false],
    ['ftp://oauth2.example.net/token', false],
    ['http://127.0.0.1:8080/token', true],
  ])('send secrets to the token endpoint %s: %s', (tokenUrl, isAllowed) => {
    const oauth = `tokenUrl: "${tokenUrl}", clientId: c, clientSecret: s`;
    const paths = problemsOf(`mailboxes: [{ name: a, host: h, user: u, oauth: { ${oauth} } }]`);
    expect(paths.map((problem) => problem.split(': ')[0])).toEqual(isAllowed ? [] : ['mailboxes[0].oauth.tokenUrl']);
  });

  it('demand a client secret where there is no refresh token', () => {
    const oauth = 'tokenUrl: "https://oauth2.example.net/token", clientId: c';
    expect(problemsOf(`mailboxes: [{ name: a, host: h, user: u, oauth: { ${oauth} } }]`).join()).toContain(
      'mailboxes[0].oauth.clientSecret: is required',
    );
  });

  it('take a connection string of EventStoreDB from the environment', () => {
    const settings = parse(
      'eventStore: { kind: eventstoredb, url: "esdb://ledger:${PASSWORD}@db.example.net:2113?tls=true" }\nledger: { secretFile: s }',
      { PASSWORD: 'p4ss' },
    );
    expect(settings.eventStore.url).toBe('esdb://ledger:p4ss@db.example.net:2113?tls=true');
  });

  it('demand for EventStoreDB a connection string, and a secret that replicas can share', () => {
    const url = 'eventStore.url: is required for eventstoredb, and starts with esdb:// or esdb+discover://';
    const secret = 'ledger.secretFile: is required for eventstoredb, with the same content for every replica';
    expect(problemsOf('eventStore: { kind: eventstoredb }')).toEqual([url, secret]);
    const wrong = problemsOf('eventStore: { kind: eventstoredb, url: "http://u:p4ss@db" }\nledger: { secretFile: s }');
    expect(wrong).toEqual([url]);
    expect(wrong.join()).not.toContain('p4ss');
  });

  it.each(['eventStore: 7', 'eventStore: [eventstoredb]', 'eventStore: { kind: eventstoredb }\nledger: 7'])(
    'refuse %j without stumbling',
    (yaml) => {
      expect(problemsOf(yaml)).not.toEqual([]);
    },
  );

  it('say which file cannot be read', () => {
    expect(() => loadSettings(join(dir, 'none.yaml'), {})).toThrow(
      /none\.yaml is not usable:\n {2}\(file\): cannot be read \(ENOENT\)/,
    );
  });
});

function twoMailboxes(first: string, second: string, password = 'p'): string {
  return [
    'mailboxes:',
    ...[first, second].map((name) => `  - { name: ${name}, host: h, user: u, password: ${password} }`),
  ].join('\n');
}
