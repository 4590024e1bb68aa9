/** What is checked, in this order. */
export type CheckName =
  'name' | 'connection' | 'tls' | 'capabilities' | 'sign-in' | 'listing' | 'unique-ids' | 'configuration';

export interface CheckStep {
  readonly step: CheckName;
  /** `warning`: collecting works, but not as well as it might. `failed`: it does not; no further step is tried. */
  readonly outcome: 'ok' | 'warning' | 'failed';
  /** One line for people. Never holds a secret; the words of a server in it are not made safe for a terminal. */
  readonly detail: string;
}
