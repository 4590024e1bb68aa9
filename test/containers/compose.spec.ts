import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { loadSettings, type Settings } from '../../src/config/index.js';

interface ComposeService {
  readonly build?: string;
  readonly image?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required: boolean }>>;
}
interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const root = new URL('../../', import.meta.url);
const document = parseDocument(readFileSync(new URL('docker-compose.yml', root), 'utf8'), { uniqueKeys: true });
const { services, volumes } = document.toJS() as ComposeFile;
/** Options of EventStoreDB 23.10 that the nodes use. */
const NODE_OPTIONS: ReadonlySet<string> = new Set([
  'CLUSTER_SIZE',
  'INSECURE',
  'RUN_PROJECTIONS',
  'DISCOVER_VIA_DNS',
  'GOSSIP_SEED',
  'NODE_HOST_ADVERTISE_AS',
  'REPLICATION_HOST_ADVERTISE_AS',
  'TRUSTED_ROOT_CERTIFICATES_PATH',
  'CERTIFICATE_FILE',
  'CERTIFICATE_PRIVATE_KEY_FILE',
]);
const API_KEY = 'an-api-key-of-24-characters';

describe('docker-compose.yml', () => {
  it('is YAML without a remark', () => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  });

  it('starts the service alone unless the profile is chosen', () => {
    const unconditional = Object.keys(services).filter((name) => services[name]?.profiles === undefined);
    expect(unconditional).toEqual(['bounce-ledger']);
    expect(services['eventstoredb']?.profiles).toEqual(['eventstoredb']);
    expect(services['bounce-ledger']?.depends_on?.['eventstoredb']).toEqual({
      condition: 'service_healthy',
      required: false,
    });
  });

  it('makes of three nodes one cluster, each with a certificate of its own for the name that it is known by', () => {
    const nodes = Object.keys(services).filter((name) => /^eventstoredb-\d$/.test(name));
    expect(nodes).toHaveLength(3);
    const made = JSON.stringify(services['certificates']?.command);
    for (const [index, name] of nodes.entries()) {
      const { profiles, environment = {}, depends_on, ports } = services[name] ?? {};
      expect(profiles).toEqual(['eventstoredb-cluster']);
      expect(ports).toBeUndefined();
      expect(environment['EVENTSTORE_CLUSTER_SIZE']).toBe(3);
      const others = nodes.filter((other) => other !== name).map((other) => `${other}:2113`);
      expect(environment['EVENTSTORE_GOSSIP_SEED']).toBe(others.join(','));
      expect(environment['EVENTSTORE_NODE_HOST_ADVERTISE_AS']).toBe(name);
      expect(environment['EVENTSTORE_CERTIFICATE_FILE']).toContain(`/node${index + 1}/`);
      expect(environment['EVENTSTORE_INSECURE']).toBeUndefined();
      expect(depends_on?.['certificates']?.condition).toBe('service_completed_successfully');
    }
    expect(made).toContain('-dns-names \\"localhost,eventstoredb-$$node\\"');
  });

  it('demands an API key where it publishes the port', () => {
    expect(services['bounce-ledger']?.ports).toHaveLength(1);
    expect(services['bounce-ledger']?.environment?.['BOUNCE_LEDGER_API_KEY']).toMatch(
      /^\$\{BOUNCE_LEDGER_API_KEY:\?.+\}$/,
    );
  });

  it('publishes no port of the event store, which has no password', () => {
    expect(services['eventstoredb']?.ports).toBeUndefined();
  });

  it('declares every named volume that it uses', () => {
    const used = Object.values(services).flatMap((service) =>
      service.volumes.map((mount) => mount.split(':')[0] ?? ''),
    );
    const named = new Set(used.filter((source) => !source.startsWith('.')));
    expect([...named].toSorted()).toEqual(Object.keys(volumes).toSorted());
  });

  it('gives a node of EventStoreDB only options that it knows: any other EVENTSTORE_ variable stops it', () => {
    for (const { image, environment = {} } of Object.values(services)) {
      if (image?.startsWith('eventstore/eventstore:') !== true) continue;
      const options = Object.keys(environment).map((name) => name.replace(/^EVENTSTORE_/, ''));
      expect(options.filter((name) => !NODE_OPTIONS.has(name))).toEqual([]);
    }
  });

  it('hands no service more of the shell’s environment than it names, and no file of variables', () => {
    for (const service of Object.values(services)) {
      expect(service).not.toHaveProperty('env_file');
      expect(Array.isArray(service.environment)).toBe(false);
    }
  });

  it('publishes the service on this machine only', () => {
    const published = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(published).toEqual(['127.0.0.1:${BOUNCE_LEDGER_PORT:-8025}:8025']);
  });

  it('names the release of every image', () => {
    for (const { image } of Object.values(services)) expect(image).toMatch(/:\d+\.\d+\.\d+/);
  });
});

describe('the configurations for containers', () => {
  const before = process.env['BOUNCE_LEDGER_API_KEY'];
  beforeEach(() => {
    process.env['BOUNCE_LEDGER_API_KEY'] = API_KEY;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['BOUNCE_LEDGER_API_KEY'];
    else process.env['BOUNCE_LEDGER_API_KEY'] = before;
  });

  it('are chosen by the profile', () => {
    const chosen = services['bounce-ledger']?.environment?.['BOUNCE_LEDGER_CONFIG'];
    expect(chosen).toBe('/etc/bounce-ledger/${COMPOSE_PROFILES:-embedded}.yaml');
  });

  it('keep the embedded event store in the data volume', () => {
    const { dataDir, eventStore, http } = load('embedded');
    expect(services['bounce-ledger']?.volumes).toContain(`data:${dataDir}`);
    expect(eventStore.kind).toBe('embedded');
    expect(http.apiKeys.map(({ key }) => key)).toEqual([API_KEY]);
  });

  it('are complete but for the key, whose absence is named', () => {
    delete process.env['BOUNCE_LEDGER_API_KEY'];
    expect(() => load('embedded')).toThrow(
      'http.apiKeys[0].key: the environment variable BOUNCE_LEDGER_API_KEY is not set',
    );
  });

  it('reach the cluster over TLS with the ledger’s own user, by a connection string that stands in no file', () => {
    process.env['EVENTSTORE_URL'] =
      'esdb://ledger:secret@eventstoredb-1:2113,eventstoredb-2:2113,eventstoredb-3:2113?tls=true&tlsCAFile=/etc/eventstore/certs/ca/ca.crt';
    try {
      const { eventStore, ledger, dataDir } = load('eventstoredb-cluster');
      expect(eventStore).toMatchObject({ kind: 'eventstoredb', url: process.env['EVENTSTORE_URL'] });
      expect(ledger.secretFile).toBe(fileURLToPath(new URL('deploy/ledger.secret', root)));
      expect(services['bounce-ledger']?.volumes).toContain(`data:${dataDir}`);
      expect(services['bounce-ledger']?.volumes).toContain('certificates:/etc/eventstore/certs:ro');
    } finally {
      delete process.env['EVENTSTORE_URL'];
    }
  });

  it('find the event store of the profile under its name in the network', () => {
    const { eventStore, ledger } = load('eventstoredb');
    const name = Object.keys(services).find((service) => service === new URL(eventStore.url ?? '').hostname);
    expect(eventStore.kind).toBe('eventstoredb');
    expect(services[name ?? '']?.image).toContain('eventstore');
    expect(ledger.secretFile).toBe(fileURLToPath(new URL('deploy/ledger.secret', root)));
  });
});

function load(name: string): Settings {
  return loadSettings(fileURLToPath(new URL(`deploy/${name}.yaml`, root)));
}
