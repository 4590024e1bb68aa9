import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

// Imports no other module of ours: benches run this file as it is, with its types stripped.
const TLS_FILES = join(import.meta.dirname, '../fixtures/tls');
const BINARY = '/usr/sbin/dovecot';
const PASSWORD = 'a-password-of-tests';
const NOBODY = 65_534;
const START_LIMIT_MS = 20_000;

/** Why tests against Dovecot cannot run here, for the name of a skipped test; null if they can. */
export const DOVECOT_MISSING = existsSync(BINARY) ? null : `no ${BINARY}: install dovecot-pop3d`;

export interface DovecotAccount {
  readonly user: string;
  readonly password: string;
}

export interface Dovecot {
  readonly host: string;
  /** Clear text and STLS. */
  readonly port: number;
  /** TLS from the first byte. */
  readonly tlsPort: number;
  /** Replaces an account's mails; any name is an account. */
  fill(user: string, mails: readonly Buffer[]): DovecotAccount;
  /** How many mails an account has. */
  count(user: string): number;
  /** What the server logged. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts a separate Dovecot in a temporary folder, on free ports of 127.0.0.1. Started by root, it runs under other
 * accounts.
 */
export async function startDovecot(): Promise<Dovecot> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      // A port that was free may be taken by now.
      if (attempt === 3) throw error;
    }
  }
}

async function start(): Promise<Dovecot> {
  const dir = mkdtempSync(join(tmpdir(), 'bounce-ledger-dovecot-'));
  chmodSync(dir, 0o755);
  const [port, tlsPort] = await freePorts();
  const runAs = accounts();
  copyFileSync(join(TLS_FILES, 'localhost.pem'), join(dir, 'cert.pem'));
  copyFileSync(join(TLS_FILES, 'localhost.key'), join(dir, 'key.pem'));
  mkdirSync(join(dir, 'home'));
  chmodSync(join(dir, 'home'), 0o755);
  writeFileSync(join(dir, 'dovecot.conf'), configuration(dir, port, tlsPort, runAs));
  const output = openSync(join(dir, 'output.log'), 'a');
  const child = spawn(BINARY, ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: ['ignore', output, output] });

  const log = () =>
    ['output.log', 'dovecot.log']
      .map((name) => join(dir, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
  const stop = async () => {
    await ended(child);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await answering(port, child);
  } catch (error) {
    const said = log();
    await stop();
    throw new Error(`dovecot does not start: ${said}`, { cause: error });
  }

  const maildir = (user: string) => join(dir, 'home', user, 'Maildir');
  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    log,
    stop,
    fill(user, mails) {
      fillMaildir(join(dir, 'home', user), mails, runAs);
      return { user, password: PASSWORD };
    },
    count: (user) => ['new', 'cur'].reduce((sum, folder) => sum + readdirSync(join(maildir(user), folder)).length, 0),
  };
}

interface RunAs {
  readonly internalUser: string;
  readonly internalGroup: string;
  readonly loginUser: string;
  readonly mailUid: number;
  readonly mailGid: number;
}

function accounts(): RunAs {
  const { username, uid, gid } = userInfo();
  if (uid === 0) {
    const installed = { internalUser: 'dovecot', internalGroup: 'dovecot', loginUser: 'dovenull' };
    return { ...installed, mailUid: NOBODY, mailGid: NOBODY };
  }
  const internalGroup = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  return { internalUser: username, internalGroup, loginUser: username, mailUid: uid, mailGid: gid };
}

function configuration(dir: string, port: number, tlsPort: number, runAs: RunAs): string {
  return `
protocols = pop3
listen = 127.0.0.1
base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/dovecot.log
default_internal_user = ${runAs.internalUser}
default_internal_group = ${runAs.internalGroup}
default_login_user = ${runAs.loginUser}
first_valid_uid = 1
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${runAs.mailUid} gid=${runAs.mailGid} home=${dir}/home/%u
}
mail_location = maildir:~/Maildir
mail_max_userip_connections = 0
service anvil {
  chroot =
}
service pop3-login {
  chroot =
  inet_listener pop3 {
    port = ${port}
  }
  inet_listener pop3s {
    port = ${tlsPort}
    ssl = yes
  }
}
pop3_lock_session = yes
`;
}

function fillMaildir(home: string, mails: readonly Buffer[], { mailUid, mailGid }: RunAs): void {
  rmSync(home, { recursive: true, force: true });
  const maildir = join(home, 'Maildir');
  const folders = [home, maildir, ...['cur', 'new', 'tmp'].map((folder) => join(maildir, folder))];
  for (const folder of folders) mkdirSync(folder);
  const files = mails.map((bytes, index) => {
    const file = join(maildir, 'cur', `${1_700_000_000 + index}.M${index}.test,S=${bytes.length}:2,`);
    writeFileSync(file, bytes);
    return file;
  });
  if (process.getuid?.() === 0) for (const path of [...folders, ...files]) chownSync(path, mailUid, mailGid);
}

async function freePorts(): Promise<readonly [number, number]> {
  const servers = await Promise.all([listenAnywhere(), listenAnywhere()]);
  const [first, second] = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [first ?? 0, second ?? 0];
}

function listenAnywhere() {
  return new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

/** Resolves when the server greets. */
async function answering(port: number, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + START_LIMIT_MS;
  while (!(await greets(port))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`no greeting on port ${port}`);
    await sleep(50);
  }
}

function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.once('data', () => {
      settle(true);
    });
    socket.once('error', () => {
      settle(false);
    });
    socket.once('close', () => {
      settle(false);
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill('SIGTERM');
  });
}
