const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
const DURATION = /^(\d{1,9}) ?(s|seconds?|m|minutes?|h|hours?|d|days?)?$/;

/**
 * `90`, `90s`, `15m`, `36h`, `7d`, `7 days` as seconds; anything else is returned unchanged, for validation to refuse.
 */
export function parseDurationSeconds(value: unknown): unknown {
  const match = typeof value === 'string' ? DURATION.exec(value.trim()) : null;
  if (match === null) return value;
  const [, count, unit = 's'] = match;
  return Number(count) * (SECONDS[unit.charAt(0)] ?? NaN);
}
