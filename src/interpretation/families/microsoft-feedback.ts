import { firstAddressIn } from '../facts/addresses.js';
import { returnedHeader } from '../facts/returned-message.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

const SUBJECT = /^\s*complaint about message from ([0-9a-f.:]{3,45})/i;

/**
 * Microsoft's feedback loop (JMRP), which does not use ARF: the message alone, its recipient in a field of Microsoft's.
 */
export const microsoftFeedback: Family = {
  name: 'microsoft-feedback',

  recognise({ headers }: Mail): Evidence | null {
    return SUBJECT.test(headers.first('subject') ?? '') ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    const returned = returnedHeader(mail);
    const recipient = returned.first('x-hmxmroriginalrecipient');
    if (recipient === null) return null;
    const sourceIp = SUBJECT.exec(mail.headers.first('subject') ?? '')?.[1] ?? null;
    return {
      kind: 'complaint',
      complaints: [{ recipient: firstAddressIn(recipient), feedbackType: 'abuse', sourceIp }],
      returned,
    };
  },
};
