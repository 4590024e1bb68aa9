import { HeaderFields, parseHeaderFields } from '../structure/header-fields.js';

/** The fields of a delivery status report: those of the message, and those of each recipient. */
export interface ReportFields {
  readonly message: HeaderFields;
  readonly recipients: readonly HeaderFields[];
}

/** A field that names the recipient begins a recipient's group, where the group has none of its kind yet. */
const NAMING = new Set(['final-recipient', 'original-recipient', 'x-actual-recipient']);
const OF_A_RECIPIENT = new Set(['action', 'status', 'diagnostic-code', 'remote-mta', 'last-attempt-date']);

/**
 * Reads the fields of a report (RFC 3464 section 2.1), whole or damaged: groups without a blank line between them,
 * blank lines inside a group, fields in any order, fields indented as a whole, `Name :` with a space. Lines that are
 * not fields are skipped.
 */
export function parseReportFields(text: string): ReportFields {
  const message: HeaderFields[] = [];
  const recipients: HeaderFields[] = [];
  for (const block of unindent(text).split(/\n(?:[ \t]*\n)+/)) {
    const { fields } = parseHeaderFields(block);
    for (const group of splitByRecipient(fields)) {
      const isRecipient = group.some(({ name }) => NAMING.has(name));
      const last = recipients.at(-1);
      if (isRecipient) recipients.push(new HeaderFields(group));
      else if (last !== undefined && group.some(({ name }) => OF_A_RECIPIENT.has(name) && !last.has(name))) {
        recipients[recipients.length - 1] = new HeaderFields([...last.fields, ...group]);
      } else message.push(new HeaderFields(group));
    }
  }
  return { message: new HeaderFields(message.flatMap(({ fields }) => [...fields])), recipients };
}

/** A report that is indented as a whole would otherwise be one folded field. */
function unindent(text: string): string {
  const indented = /^([ \t]+)[A-Za-z-]+ ?:/.exec(text.replace(/^\s*\n/, ''))?.[1];
  return indented === undefined ? text : text.replaceAll(`\n${indented}`, '\n').replace(/^[ \t]+/, '');
}

type Group = HeaderFields['fields'][number][];

function splitByRecipient(fields: HeaderFields['fields']): Group[] {
  const groups: Group[] = [];
  let group: Group = [];
  const flush = (): void => {
    if (group.length > 0) groups.push(group);
    group = [];
  };
  for (const field of fields) {
    if (field.name === 'final-recipient' && group.some(({ name }) => name === 'final-recipient')) {
      // The Original-Recipient that stands right before belongs to the new group.
      const own = group.at(-1)?.name === 'original-recipient' ? group.splice(-1) : [];
      flush();
      group = own;
    }
    group.push(field);
  }
  flush();
  return groups;
}
