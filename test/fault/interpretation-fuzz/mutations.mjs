/**
 * What a fuzzer does to mails. A mail is text of latin1: each character is one byte. Each takes the mail, numbers, and another mail.
 */

/** What readers of reports look for; long rows of it are what makes a careless pattern quadratic. */
const TOKENS = [
  ...['@', '<', '>', '"', '(', '.', ':', ';', '=', '-', '\\', '\0', '\t', ' ', '\x1b$B', 'é', '\xff'],
  ...[
    'a@b.c ',
    '<a@b.c>',
    '550 ',
    '5.1.1 ',
    '5.5.',
    '\\303',
    '=?utf-8?b?',
    '=?utf-8?q?=',
    '&lt;',
    '<b>',
    '--b',
    '{',
    '[',
  ],
  ...['To: ', '>>> ', '<<< 550 5.1.1 ', 'said: ', 'in reply to ', 'Final-Recipient: rfc822;', 'prvs=', 'SRS0=a=b='],
];
const FIELDS = [
  'Content-Type: multipart/mixed; boundary=b',
  'Content-Type: message/delivery-status',
  'Content-Transfer-Encoding: base64',
  'Content-Transfer-Encoding: quoted-printable',
  'Final-Recipient: rfc822; a@b.example',
  'Diagnostic-Code: smtp; 550 5.1.1 no',
  'Action: delayed',
  'Status: 5.1.1',
  'Subject: =?utf-8?b?6Ieq5YuV5b+c562U?=',
  'X-Failed-Recipients: a@b.example, c@d.example',
  'Return-Path: <>',
  'From: MAILER-DAEMON@x.example',
];
const CHARSETS = ['utf-16le', 'utf-7', 'x-none', 'iso-2022-jp', 'gbk', 'shift_jis', 'utf-32', '', '"', 'a'.repeat(500)];
const LINE_ENDS = ['\n', '\r', '\r\n', '\r\r\n', '\n\r', '\0\n', '\u0085'];
const MAX_LENGTH = 4_000_000;

const lineStart = (mail, random) => mail.indexOf('\n', random.below(mail.length)) + 1;
const insert = (mail, at, text) => mail.slice(0, at) + text + mail.slice(at);

const DAMAGES = {
  cut: (mail, random) => mail.slice(0, random.below(mail.length)),
  cutMiddle(mail, random) {
    const at = random.below(mail.length);
    return mail.slice(0, at) + mail.slice(at + random.upTo(mail.length));
  },
  splice: (mail, random, other) => mail.slice(0, random.below(mail.length)) + other.slice(random.below(other.length)),
  wrap: (mail, random, other) => insert(mail, lineStart(mail, random), other),
  repeat(mail, random) {
    const from = random.below(mail.length);
    const chunk = mail.slice(from, from + random.upTo(2000));
    return insert(mail, from, chunk.repeat(random.upTo(200_000 / (chunk.length + 1))));
  },
  flip(mail, random) {
    const bytes = [...mail];
    for (let times = random.upTo(100); times > 0; times--) {
      bytes[random.below(bytes.length)] = String.fromCharCode(random.below(256));
    }
    return bytes.join('');
  },
  charset: (mail, random) => mail.replace(/(charset=)"?[\w-]*"?/gi, (_, name) => `${name}${random.pick(CHARSETS)}`),
  encoding: (mail, random) =>
    mail.replace(
      /(content-transfer-encoding:)[^\r\n]*/gi,
      (_, name) => `${name} ${random.pick(['base64', 'quoted-printable', 'x'])}`,
    ),
  lineEnds(mail, random) {
    const end = random.pick(LINE_ENDS);
    return mail.replace(/\r?\n/g, (line) => (random.below(3) === 0 ? end : line));
  },
  boundary(mail, random) {
    const boundary = /boundary="?([^"\r\n;]{1,200})/i.exec(mail)?.[1] ?? '--';
    return mail.replaceAll(boundary, (found) => (random.below(3) === 0 ? random.pick(['', '--', 'x']) : found));
  },
  swapLines(mail, random) {
    const lines = mail.split('\n');
    for (let times = random.upTo(50); times > 0; times--) {
      const [a, b] = [random.below(lines.length), random.below(lines.length)];
      [lines[a], lines[b]] = [lines[b], lines[a]];
    }
    return lines.join('\n');
  },
  field: (mail, random) => insert(mail, lineStart(mail, random), `${random.pick(FIELDS)}\r\n`.repeat(random.upTo(20))),
  tokens: (mail, random) => insert(mail, random.below(mail.length), random.pick(TOKENS).repeat(random.upTo(5000))),
};

/** What makes a mail large: rarer, since each costs as much as a hundred others. */
const BOMBS = {
  longLine: (mail, random) =>
    insert(mail, lineStart(mail, random), `${random.pick(TOKENS).repeat(random.upTo(1_000_000 / 4))}\r\n`),
  headerBomb: (mail, random) => `${`${random.pick(FIELDS)}\r\n`.repeat(random.upTo(20_000))}${mail}`,
  foldedBomb: (mail, random) => `X-A: ${`${random.pick(TOKENS)}\r\n `.repeat(random.upTo(50_000))}\r\n${mail}`,
  nest(mail, random) {
    const levels = random.upTo(200);
    const open = (level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
    return Array.from({ length: levels }, (_, level) => open(level)).join('') + mail;
  },
  parts: (mail, random) =>
    `From: MAILER-DAEMON@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(random.upTo(20_000))}--b\r\n${mail}`,
};

/** One mutation of so many is a bomb. */
const BOMB_IN = 20;

/**
 * Makes an input out of mails: one of them, changed one to four times.
 * @returns {{ mail: string, mutations: readonly string[] }} the mail as latin1
 */
export function mutate(mails, random) {
  let mail = random.pick(mails);
  const mutations = [];
  for (let times = 1 + random.below(4); times > 0 && mail.length > 1; times--) {
    const [name, change] = random.pick(Object.entries(random.below(BOMB_IN) === 0 ? BOMBS : DAMAGES));
    mail = change(mail, random, random.pick(mails)).slice(0, MAX_LENGTH);
    mutations.push(name);
  }
  return { mail, mutations };
}
