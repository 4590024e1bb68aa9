import { fileURLToPath } from 'node:url';

const file = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

/** PEM of a certificate for localhost and 127.0.0.1, which is its own authority. */
export const TLS_CERTIFICATE_FILE = file('localhost.pem');
export const TLS_KEY_FILE = file('localhost.key');
