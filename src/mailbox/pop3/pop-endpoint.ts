/** Where a POP3 server listens, and how the connection is secured. */
export interface PopEndpoint {
  readonly host: string;
  readonly port: number;
  /**
   * `implicit`: TLS from the first byte (RFC 8314). `starttls`: STLS (RFC 2595) or no session at all. `none`: clear
   * text.
   */
  readonly security: 'implicit' | 'starttls' | 'none';
  readonly tlsOptions?: PopTlsOptions | undefined;
}

export interface PopTlsOptions {
  /** PEM of the certificate authorities to trust instead of the system's. */
  readonly ca?: string | Buffer | undefined;
  /** Name that the certificate must carry, where it is not the host. */
  readonly servername?: string | undefined;
}
