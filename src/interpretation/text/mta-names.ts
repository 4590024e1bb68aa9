/** How servers introduce themselves: `the Postfix program at host mx.example.net`, `Message from mx.example.net`. */
const REPORTING =
  /\b(?:(?:program|system|server|agent(?: v?[\d.]+)?|daemon|delivery status notification|message) (?:at host|on host|at|from)|generating server:) {1,2}([a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){1,10})/i;

/** How they name whom they talked to: `host mx.example.org[192.0.2.1] said:`, `while talking to mx.example.org.:`. */
const REMOTE =
  /(?:\bhost |\bwhile talking to |\bserver |\bconnect(?:ed)? to )([a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){1,10})(?=\.?:|[[ (]|$)/i;

/** At the start of a line, with its address: `mx.example.org [192.0.2.1] did not like our RCPT TO:`. */
const REMOTE_WITH_ADDRESS =
  /^\s{0,8}([a-z0-9][a-z0-9_-]{0,62}(?:\.[a-z0-9][a-z0-9_-]{0,62}){1,10}) ?\[[0-9a-f.:]{3,45}\]/im;

/** The server that a report's words say wrote it; looked for where reports introduce themselves. */
export function reportingMtaIn(words: string): string | null {
  return REPORTING.exec(words.slice(0, 2000))?.[1] ?? null;
}

/** The server that a refusal came from, as the refusal's words tell it. */
export function remoteMtaIn(refusal: string): string | null {
  const words = refusal.slice(0, 2000);
  return (REMOTE.exec(words) ?? REMOTE_WITH_ADDRESS.exec(words))?.[1] ?? null;
}
