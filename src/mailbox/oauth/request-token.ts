import { OAuthError } from './oauth-error.js';
import type { OAuthOptions } from './oauth-options.js';

export interface GrantedToken {
  readonly accessToken: string;
  /** Seconds that it is good for, from the answer on. */
  readonly lifetimeSeconds: number;
  /** In place of the one that was used, where the endpoint changes it. */
  readonly refreshToken: string | null;
}

const TIMEOUT_MS = 30_000;
const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_REASON_LENGTH = 300;
/** RFC 6749, section 5.1, only recommends to say it. */
const UNSTATED_LIFETIME_SECONDS = 300;
/** RFC 6750, section 2.1: whatever else stood in a token could end the line in which it is sent. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
const ERROR_CODE = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,80}$/;

/**
 * Asks the token endpoint once (RFC 6749, sections 4.4 and 6).
 * @throws OAuthError
 */
export async function requestToken(options: OAuthOptions, signal?: AbortSignal): Promise<GrantedToken> {
  const { status, answer } = await post(options, signal);
  const { access_token: accessToken, expires_in: expiresIn, refresh_token: refreshToken } = answer;
  if (status < 200 || status > 299) throw refusal(status, answer, options);
  if (typeof accessToken !== 'string' || !TOKEN.test(accessToken)) {
    throw new OAuthError('unavailable', 'the endpoint answered without a token');
  }
  const lifetimeSeconds = Number(expiresIn);
  return {
    accessToken,
    lifetimeSeconds:
      lifetimeSeconds > 0 && Number.isFinite(lifetimeSeconds) ? lifetimeSeconds : UNSTATED_LIFETIME_SECONDS,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
  };
}

interface Answer {
  readonly status: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

async function post({ tokenUrl, ...options }: OAuthOptions, signal: AbortSignal | undefined): Promise<Answer> {
  const { clientId, clientSecret, refreshToken, scope } = options;
  const body = new URLSearchParams({
    grant_type: refreshToken === undefined ? 'client_credentials' : 'refresh_token',
    client_id: clientId,
    ...(clientSecret !== undefined && { client_secret: clientSecret }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(scope !== undefined && { scope }),
  });
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      // What follows a redirection is not the endpoint to which the secrets were entrusted.
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
    });
    return { status: response.status, answer: await readObject(response) };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = cause instanceof Error ? cause.message : 'no answer';
    throw new OAuthError('unavailable', `the endpoint cannot be asked: ${withoutSecrets(reason, options)}`);
  }
}

/** Anything but a JSON object says nothing. */
async function readObject(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const decoder = new TextDecoder();
  let text = '';
  const chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[] = response.body ?? [];
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** RFC 6749, section 5.2: 400 or 401 with an error code. */
function refusal(status: number, answer: Answer['answer'], options: Omit<OAuthOptions, 'tokenUrl'>): OAuthError {
  const { error, error_description: description } = answer;
  const code = typeof error === 'string' && ERROR_CODE.test(error) ? error : null;
  const words = [`status ${status}`, code, typeof description === 'string' ? description : null];
  const reason = withoutSecrets(words.filter((word) => word !== null).join(': '), options);
  const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return new OAuthError(isFinal && code !== 'temporarily_unavailable' ? 'refused' : 'unavailable', reason);
}

function withoutSecrets(text: string, { clientSecret, refreshToken }: Omit<OAuthOptions, 'tokenUrl'>): string {
  return [clientSecret, refreshToken]
    .filter((secret) => secret !== undefined && secret !== '')
    .reduce<string>((cleaned, secret) => cleaned.replaceAll(secret ?? '', '***'), text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .slice(0, MAX_REASON_LENGTH);
}
