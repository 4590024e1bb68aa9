import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const PACKAGES = join(import.meta.dirname, '../../node_modules/.cache/pop-servers');
const APART = join(import.meta.dirname, 'apart');
/** The password hash was made by `openssl passwd -6`. */
export const ACCOUNT = { user: 'reader', password: 'a-password-of-tests', uid: 20_001 } as const;
const PASSWORD_HASH =
  '$6$bounceledger$UgAdUsVtmRa7tMUXkCtX5DZBewLf4YE3Q0rOrCml09JRNYcn/nOAGLai/UepVnt5Y/ZF.pqdN6Ca7fUuI4Drw.';

export interface PopServer {
  readonly host: string;
  readonly port: number;
  /** Replaces the account's mails. */
  fill(mails: readonly Buffer[]): void;
  /** The output of the server and its processes. */
  log(): string;
  stop(): Promise<void>;
}

export interface ServerSetup {
  /** The folder of the unpacked package. */
  readonly package: string;
  /** Files below /etc, besides those of the account. */
  readonly etc: Readonly<Record<string, string>>;
  /** Shell commands that run before the server is reachable; `"$1"` is the folder of the run. */
  readonly before?: string;
  /** The program, with its arguments, that serves one client on standard input and output. */
  readonly command: readonly string[];
  /** Puts the mails where the server looks for them; `dir` has the folders `mail` (it is /var/mail) and `home`. */
  readonly fill: (dir: string, mails: readonly Buffer[]) => void;
}

const NAMESPACES = ['--mount', '--propagation', 'private', '--pid', '--fork', '--kill-child', '--mount-proc'];

/** Why a server cannot run here, for the name of a skipped test; null if it can. */
export function whyNot(server: string): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a mount namespace needs root on Linux';
  if (!existsSync(join(PACKAGES, server))) return `not unpacked: test/pop-servers/unpack.sh ${server}`;
  // Root inside a container may lack the right.
  return spawnSync('unshare', [...NAMESPACES, 'true']).status === 0 ? null : 'no namespace can be made here';
}

/**
 * Runs one of Debian's POP3 servers as if it were installed, with a separate account. The package, its configuration
 * and the account are visible to the server in a mount namespace, and invisible to the machine.
 * @throws Error with the server's log if it does not start
 */
export async function startPopServer(setup: ServerSetup): Promise<PopServer> {
  const dir = mkdtempSync(join(tmpdir(), 'bounce-ledger-pop-server-'));
  for (const folder of [dir, join(dir, 'mail'), join(dir, 'home')]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
  }
  for (const [file, content] of Object.entries({ ...accountFiles(dir), ...setup.etc })) {
    const path = join(dir, 'etc', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const log = join(dir, 'server.log');
  writeFileSync(log, '');
  const inside = [join(APART, 'enter.sh'), dir, join(PACKAGES, setup.package)];
  const start = `{ ${setup.before ?? ':'}\n} >>"$1/server.log" 2>&1 </dev/null; shift; exec "$@"`;
  const inetd = [process.execPath, join(APART, 'inetd.mjs'), log, ...setup.command];
  // A PID namespace ends with its first process, and takes every process in it along.
  const child = spawn('unshare', [...NAMESPACES, ...inside, 'sh', '-c', start, 'sh', dir, ...inetd], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const said = () => errors + readFileSync(log, 'utf8');
  const stop = async () => {
    child.kill('SIGKILL');
    await exited;
    rmSync(dir, { recursive: true, force: true });
  };
  const lines = createInterface({ input: child.stdout });
  const [port] = (await Promise.race([once(lines, 'line'), exited.then(() => [])])) as [string?];
  if (port === undefined) {
    const reason = said();
    await stop();
    throw new Error(`${setup.package} does not start: ${reason}`);
  }
  return {
    host: '127.0.0.1',
    port: Number(port),
    log: said,
    stop,
    fill: (mails) => {
      setup.fill(dir, mails);
    },
  };
}

/** The files that define the account, visible to this server only. */
function accountFiles(dir: string): Record<string, string> {
  const { user, uid } = ACCOUNT;
  // Users that servers switch to when they drop privileges.
  const servers = ['popa3d', 'spop3d'].map((name, index) => [name, uid + 1 + index] as const);
  const machine = (file: string) => readFileSync(join('/etc', file), 'utf8').trimEnd();
  return {
    passwd: `${machine('passwd')}\n${user}:x:${uid}:${uid}::${dir}/home:/bin/sh\n${servers.map(([name, id]) => `${name}:x:${id}:${id}::/run:/bin/false\n`).join('')}`,
    group: `${machine('group')}\n${user}:x:${uid}:\n${servers.map(([name, id]) => `${name}:x:${id}:\n`).join('')}`,
    shadow: `${user}:${PASSWORD_HASH}:20000:0:99999:7:::\n`,
    'pam.d/common-auth': 'auth required pam_unix.so\n',
    'pam.d/common-account': 'account required pam_unix.so\n',
  };
}
