/** Where the collector says what it does; pino's loggers are such. Is never given a secret. */
export interface CollectorLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
