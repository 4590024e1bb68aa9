import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** The directory that the demo uses while it runs. */
export interface DemoDirectory {
  readonly path: string;
  readonly configFile: string;
  /** Deletes it with everything in it. */
  remove(): void;
}

/** Makes a directory for this demo, readable only by its owner, with the configuration file in it. */
export function makeDemoDirectory(configuration: Readonly<Record<string, unknown>>): DemoDirectory {
  const path = mkdtempSync(join(tmpdir(), 'bounce-ledger-demo-'));
  const configFile = join(path, 'bounce-ledger.yaml');
  writeFileSync(configFile, stringify({ dataDir: join(path, 'data'), ...configuration }), { mode: 0o600 });
  return {
    path,
    configFile,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
