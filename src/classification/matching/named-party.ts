import { areRelatedDomains, domainOf, isIpAddress, namesInText } from '../../events/index.js';
import type { ClassifiableFacts } from '../classifiable-facts.js';
import type { NamedParty } from '../ruleset.js';
import { hostName } from './host-name.js';
import type { Occurrence } from './text-patterns.js';

const REVERSE_NAME = /\.(?:in-addr|ip6)\.arpa$/;
const URL_BEFORE = /https?:\/\/\S*$/i;

const LONGEST_NAME = 255;

/** So far around the matched words a name still belongs to them. */
const REACH_BEFORE = 80;
const REACH_AFTER = 60;
/** Where one statement ends and another begins. */
const END_OF_STATEMENT =
  /[.!?;](?=\s|$)|\s[-–—]{1,2}\s|\((?:in reply to|see )|\bplease\b|, (?:mail|sent|sender|connect)/giu;
/**
 * What may stand between words and the machine that they are about: `unknown host: 192.0.2.1`, not `unknown
 * [192.0.2.1]`.
 */
const LEADS_TO_MACHINE = /^[\s:,"'=]*(?:(?:is|from|of|for|at|host|address|IP)[\s:"'=]+){0,2}$/iu;

interface Name extends Occurrence {
  readonly party: NamedParty;
}

/** The words that name somebody, and who that is. */
export interface Naming {
  readonly party: NamedParty;
  /** The matched words with the name, where it stands beside them. */
  readonly words: Occurrence;
}

/**
 * Whose address, host or domain the matched words of a reply speak of: the name among them, else one in the same
 * statement, the recipient's before others', else the nearest. An IP address, or a name of the reverse DNS, is a
 * machine that connects: the sender's.
 */
export function namedParty(line: string, matched: Occurrence, facts: ClassifiableFacts): Naming {
  const from = statementStart(line, matched.start);
  const to = statementEnd(line, matched.end);
  const names = namesBetween(line, from, to, facts);
  const among = names.filter(({ start, end }) => start < matched.end && end > matched.start);
  const chosen = (among.length > 0 ? among : names.filter((name) => isBeside(line, matched, name))).toSorted(
    (a, b) => Number(b.party === 'recipient') - Number(a.party === 'recipient') || gap(a, matched) - gap(b, matched),
  )[0];
  if (chosen === undefined) return { party: 'nobody', words: matched };
  const words = { start: Math.min(chosen.start, matched.start), end: Math.max(chosen.end, matched.end) };
  return { party: chosen.party, words };
}

/** What an IP address or a name of the reverse DNS looks like, or a few other things. */
const MACHINE = /\d\.\d{1,3}\.\d{1,3}\.\d|:[0-9a-f]{0,4}:|\.arpa/;

/** Whether a reply may name the sender anywhere: cheap to say, before its words are searched for. */
export function mayNameSender(line: string, { senderNames = [] }: ClassifiableFacts): boolean {
  const small = line.toLowerCase();
  return MACHINE.test(small) || senderNames.some((name) => small.includes(name));
}

function statementStart(line: string, end: number): number {
  const start = Math.max(0, end - REACH_BEFORE);
  const last = [...line.slice(start, end).matchAll(END_OF_STATEMENT)].at(-1);
  return last === undefined ? start : start + last.index + last[0].length;
}

function statementEnd(line: string, start: number): number {
  const after = line.slice(start, start + REACH_AFTER);
  END_OF_STATEMENT.lastIndex = 0;
  return start + (END_OF_STATEMENT.exec(after)?.index ?? after.length);
}

function namesBetween(line: string, from: number, to: number, facts: ClassifiableFacts): Name[] {
  return namesInText(line.slice(from, Math.min(line.length, to + LONGEST_NAME))).flatMap(
    ({ name, ...place }): Name[] => {
      const start = from + place.start;
      if (start >= to || URL_BEFORE.test(line.slice(Math.max(0, start - LONGEST_NAME), start))) return [];
      return [{ start, end: from + place.end, party: partyOf(name, facts) }];
    },
  );
}

function partyOf(
  name: string,
  { recipient, originalRecipient, remoteMta, senderNames }: ClassifiableFacts,
): NamedParty {
  const theirs = [recipient, originalRecipient ?? null].flatMap((each) => (each === null ? [] : [each.toLowerCase()]));
  if (theirs.includes(name)) return 'recipient';
  const remoteHost = remoteMta === null ? null : hostName(remoteMta);
  if (name === remoteHost) return 'other';
  if (senderNames?.includes(name) === true) return 'sender';
  if (isIpAddress(name) || REVERSE_NAME.test(name)) return 'sender';
  return !name.includes('@') && theirs.some((their) => areRelatedDomains(domainOf(their), name))
    ? 'recipient'
    : 'other';
}

/** A machine is meant only right beside the words: elsewhere its address says who speaks, or to whom. */
function isBeside(line: string, words: Occurrence, { party, start, end }: Name): boolean {
  const name = line.slice(start, end);
  if (party === 'recipient' || !isIpAddress(name)) return true;
  return LEADS_TO_MACHINE.test(start >= words.end ? line.slice(words.end, start) : line.slice(end, words.start));
}

function gap(name: Occurrence, words: Occurrence): number {
  return name.start >= words.end ? name.start - words.end : words.start - name.end;
}
