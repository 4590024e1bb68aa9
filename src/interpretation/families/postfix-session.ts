import { addressOfField } from '../facts/addresses.js';
import type { ReportedRecipient } from '../facts/reported-recipient.js';
import type { Mail } from '../structure/mail.js';
import type { Evidence, Family, Reading } from './family.js';

/**
 * What a client sent, or what the server answered: `In:  RCPT TO:<a@b.example>`, ` Out: 250 2.1.5 Ok`, on several
 * lines.
 */
interface Turn {
  readonly speaker: 'client' | 'server';
  readonly words: string;
}

const READ_FROM = { recipientFrom: 'transcript', diagnosticFrom: 'transcript' } as const;

const TURN = /^ ?(In|Out): {1,2}(.{0,2000})$/;

/**
 * Transcripts that Postfix sends to its postmaster (`notify_classes`): a session of which the server refused something.
 * The recipients are those whom it refused, or all whom it accepted where it refused the message itself.
 */
export const postfixSession: Family = {
  name: 'postfix-session',

  recognise({ headers }: Mail): Evidence | null {
    return /^postfix smtp server: errors from /i.test(headers.first('subject') ?? '') ? 'likely' : null;
  },

  read(mail: Mail): Reading | null {
    const turns = turnsIn(mail.ownWords);
    if (turns.length === 0) return null;
    const recipients = failedIn(turns);
    if (recipients.length > 0) return { kind: 'delivery', recipients };
    return { kind: 'not-a-report', reason: 'the transcript of a session in which no recipient was refused' };
  },
};

function turnsIn(text: string): Turn[] {
  const turns: { speaker: 'client' | 'server'; words: string }[] = [];
  for (const line of text.split('\n')) {
    const [, speaker, words = ''] = TURN.exec(line) ?? [];
    const last = turns.at(-1);
    if (speaker !== undefined) turns.push({ speaker: speaker === 'In' ? 'client' : 'server', words });
    else if (last !== undefined && /^ {4,}\S/.test(line)) last.words += ` ${line.trim().slice(0, 2000)}`;
  }
  return turns;
}

function failedIn(turns: readonly Turn[]): ReportedRecipient[] {
  const failed: ReportedRecipient[] = [];
  let accepted: (string | null)[] = [];
  let command = '';
  for (const { speaker, words } of turns) {
    if (speaker === 'client') {
      command = words;
      if (/^(?:mail from|rset|ehlo|helo)\b/i.test(words)) accepted = [];
      continue;
    }
    const isRefusal = /^[45]\d\d/.test(words);
    if (/^rcpt to:/i.test(command)) {
      const recipient = addressOfField(/^rcpt to:\s*(\S+)/i.exec(command)?.[1] ?? null);
      if (isRefusal) {
        failed.push({ recipient, action: 'failed', diagnostic: words, inReplyTo: 'rcpt-to', ...READ_FROM });
      } else accepted.push(recipient);
    } else if (/^(?:data|bdat)\b/i.test(command) && isRefusal) {
      failed.push(
        ...accepted.map((recipient) => ({
          recipient,
          action: 'failed' as const,
          diagnostic: words,
          inReplyTo: 'data' as const,
          ...READ_FROM,
        })),
      );
      accepted = [];
    }
  }
  return failed;
}
