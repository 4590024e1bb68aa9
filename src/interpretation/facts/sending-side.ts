import { areRelatedDomains, domainOf, namesInText } from '../../events/index.js';
import type { HeaderFields } from '../structure/header-fields.js';
import { addressesOf } from './message-addresses.js';

/** `from shop7.example (shop7.example [192.0.2.7]) by …`: who handed the message on. */
const HANDED_ON = /^\s*from\s+(\S{1,255})(?:\s+\(([^()]{0,300})\))?/i;
/** More hops than a message makes before it reaches the receiving side. */
const MAX_HOPS = 8;
/** More names of ours than any server writes into one reply. */
const MAX_NAMES = 8;

/**
 * The addresses, hosts and IP addresses that a report, and the header of the message that it returns, give as the
 * sender's.
 */
export class SendingSide {
  #addresses: ReadonlySet<string> | undefined;
  #hosts: ReadonlySet<string> | undefined;

  constructor(
    private readonly report: HeaderFields,
    private readonly returned: HeaderFields,
  ) {}

  /**
   * Those of the sending side's names that stand in a diagnostic, in small letters, each once.
   * @param recipients - the recipient's own addresses and host: what is theirs is not the sender's, whoever else may
   * share it
   */
  namesIn(diagnostic: string, recipients: readonly (string | null)[]): readonly string[] {
    const theirs = recipients.flatMap((name) => (name === null ? [] : [name.toLowerCase()]));
    const found = new Set<string>();
    for (const { name } of namesInText(diagnostic)) {
      if (found.has(name) || theirs.includes(name) || !this.#isOurs(name, theirs)) continue;
      found.add(name);
      if (found.size === MAX_NAMES) break;
    }
    return [...found];
  }

  #isOurs(name: string, theirs: readonly string[]): boolean {
    // The addresses and hosts of ours are read only for a name that may be one of them.
    if (name.includes('@') && this.#ownAddresses.has(name)) return true;
    const domain = domainOf(name);
    return !theirs.some((their) => areRelatedDomains(domainOf(their), domain)) && this.#isOwnHost(domain);
  }

  #isOwnHost(domain: string): boolean {
    this.#hosts ??= new Set([...[...this.#ownAddresses].map(domainOf), ...handedOnBy(this.returned)]);
    return this.#hosts.has(domain) || [...this.#hosts].some((host) => areRelatedDomains(host, domain));
  }

  get #ownAddresses(): ReadonlySet<string> {
    return (this.#addresses ??= new Set(
      addressesOf([
        ...['to', 'delivered-to', 'x-original-to'].flatMap((name) => this.report.all(name)),
        ...['return-path', 'from', 'reply-to', 'sender', 'errors-to'].flatMap((name) => this.returned.all(name)),
      ]).map((address) => address.toLowerCase()),
    ));
  }
}

function handedOnBy(returned: HeaderFields): string[] {
  return returned
    .all('received')
    .slice(-MAX_HOPS)
    .flatMap((received) => {
      const [, name = '', remark = ''] = HANDED_ON.exec(received) ?? [];
      return namesInText(`${name} ${remark}`).map((found) => found.name);
    });
}
