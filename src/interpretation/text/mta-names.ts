/** How servers introduce themselves: `the Postfix program at host mx.example.net`, `Message from mx.example.net`. */
const REPORTING =
  /\b(?:(?:program|system|server|agent(?: v?[\d.]+)?|daemon|delivery status notification|message) (?:at host|on host|at|from)|generating server:) {1,2}([a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){1,10})/i;

/** How they name whom they talked to: `host mx.example.org[192.0.2.1] said:`, `while talking to mx.example.org.:`. */
const REMOTE =
  /(?:\bhost |\bwhile talking to |\bserver |\bconnect(?:ed)? to )([a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){1,10})(?=\.?:|[[ (]|$)/i;

/** The server that a report's words say wrote it; looked for where reports introduce themselves. */
export function reportingMtaIn(words: string): string | null {
  return REPORTING.exec(words.slice(0, 2000))?.[1] ?? null;
}

/** The server that a refusal came from, as the refusal's words tell it. */
export function remoteMtaIn(refusal: string): string | null {
  return REMOTE.exec(refusal.slice(0, 2000))?.[1] ?? null;
}
