/** The domain of a mail address, as it is written: what follows the last `@`, the whole text where there is none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
