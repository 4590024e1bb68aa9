/** `1,204`: a count for a person. */
export function count(n: number): string {
  return n.toLocaleString('en');
}

/** A share of 1 as a percentage; a dash if there is no denominator. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}
