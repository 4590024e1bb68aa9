import { addressesIn } from '../facts/addresses.js';
import { sentToAddresses } from '../facts/message-addresses.js';
import type { ReportedRecipient } from '../facts/reported-recipient.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const PLACEHOLDER = 'NAME@';

/** A name and why it is nobody's: ` userx    No matches to nameserver query`. */
const ENTRY = /^\s{0,8}([\w.-]{1,64})\s{2,}(\S.{2,200})$/;
const LIST = /message not delivered to the following:/i;

/**
 * Reports of phquery, which delivers by a campus directory (the CCSO nameserver's). They list names without a domain;
 * the addresses that a name has there stand in the explanation as `NAME@…`. Which of them the message went to, only the
 * returned message tells.
 */
export const phquery: Family = {
  name: 'phquery',

  recognise({ headers }: Mail): Evidence | null {
    return /nameserver error/i.test(headers.first('subject') ?? '') ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    const words = mail.ownWords;
    const listEnd = words.search(/error detail/i);
    if (listEnd < 0 || !LIST.test(words)) return null;
    const [list, explanation] = [words.slice(0, listEnd), words.slice(listEnd)];
    const domains = domainsIn(explanation);
    const sentTo = new Set(sentToAddresses(returnedHeader(mail)).map((address) => address.toLowerCase()));
    const recipients = list.split('\n').flatMap((line): ReportedRecipient[] => {
      const [, name, diagnostic] = ENTRY.exec(line) ?? [];
      if (name === undefined || diagnostic === undefined) return [];
      const possible = [...domains].map((domain) => `${name}@${domain}`);
      const confirmed = possible.filter((address) => sentTo.has(address.toLowerCase()));
      const addresses = confirmed.length > 0 ? confirmed : possible;
      return (addresses.length > 0 ? addresses : [null]).map((recipient) => ({
        recipient,
        action: 'failed',
        diagnostic,
      }));
    });
    return recipients.length === 0 ? null : { kind: 'delivery', recipients };
  },
};

/** Where mail to a name goes, as the explanation tells: not where to ask about one (`finger NAME@…`). */
function domainsIn(explanation: string): ReadonlySet<string> {
  const examples = addressesIn(explanation).filter(
    ({ address, start }) =>
      address.startsWith(PLACEHOLDER) && /mailing (?:to )?$/i.test(explanation.slice(Math.max(0, start - 20), start)),
  );
  return new Set(examples.map(({ address }) => address.slice(PLACEHOLDER.length)));
}
