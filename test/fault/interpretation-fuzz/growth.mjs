import { Buffer } from 'node:buffer';
import { interpret } from '../../../dist/interpretation/index.js';

const HEADER = 'Return-Path: <>\r\nFrom: MAILER-DAEMON@x.example\r\nSubject: Undelivered mail\r\n';
const row = (text) => (bytes) => `${HEADER}\r\n${text.repeat(Math.ceil(bytes / text.length))}`;

const PART = `--b\r\n\r\n${'lorem ipsum dolor\r\n'.repeat(5)}`;

/** Mails of any length, each of one shape. */
const SHAPES = {
  'lines of text': row('lorem ipsum 550 user@x.example dolor\r\n'),
  'one line': row('lorem ipsum 550 user@x.example dolor '),
  addresses: row('<user@x.example>: 550 5.1.1 no\r\n'),
  'header fields': (bytes) => `${HEADER}${'X-A: b\r\n'.repeat(bytes / 8)}\r\nx`,
  parts: (bytes) => `${HEADER}Content-Type: multipart/mixed; boundary=b\r\n\r\n${PART.repeat(bytes / PART.length)}`,
  'report groups': (bytes) =>
    `${HEADER}Content-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; u@x.example\r\nAction: failed\r\n\r\n'.repeat(bytes / 56)}`,
  html: (bytes) => `${HEADER}Content-Type: text/html\r\n\r\n${'<p><b>user@x.example</b> unknown'.repeat(bytes / 32)}`,
  base64: (bytes) => `${HEADER}Content-Transfer-Encoding: base64\r\n\r\n${'bG9yZW0gaXBzdW0g\r\n'.repeat(bytes / 18)}`,
  'a session': row(
    '>>> RCPT To:<user@x.example>\r\n<<< 550-5.1.1 no\r\n<<< 550 5.1.1 such user\r\n550 user@x.example... no\r\n',
  ),
  'origins of addresses': row('  withheld\r\n    (generated from user@x.example)\r\n'),
  'returned header': row('> Received: by x.example\r\n> To: user@x.example\r\n'),
};
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
/** The exponent is of these: in a smaller mail what every reading costs counts more than its bytes. */
const STEADY_FROM = 1;
const RUNS = 3;
const RUN_MS = 100;
const [WARM_UP_RUNS, WARM_UP_SIZE] = [5, 200_000];

/** Limits that cut none of these mails short: behind a limit a mail costs the same however long it is, and the exponent says nothing. */
const UNLIMITED = Object.fromEntries(
  ['maxMailBytes', 'maxHeaderBytes', 'maxTextBytes', 'maxParts', 'maxRecipients'].map((name) => [name, 1e9]),
);

/**
 * The milliseconds that this thread works on a reading, in the quickest of some runs: what else the machine does counts least in it.
 * A run reads a short mail so often that the clock, which ticks, tells.
 */
async function cost(mail, limits) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    let [readings, worked] = [0, 0];
    const before = process.threadCpuUsage();
    while (worked < RUN_MS) {
      await interpret(mail, { limits });
      const { user, system } = process.threadCpuUsage(before);
      [readings, worked] = [readings + 1, (user + system) / 1000];
    }
    times.push(worked / readings);
  }
  return Math.min(...times);
}

/** Least squares of log(cost) over log(size): 1 is linear. */
function exponentOf(costs) {
  const points = costs
    .map((milliseconds, index) => [Math.log(SIZES[index]), Math.log(milliseconds)])
    .slice(STEADY_FROM);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([size]) => size)), mean(points.map(([, time]) => time))];
  const slope = points.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return slope / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

/**
 * How the cost of a reading grows with the mail, for each shape: the milliseconds of 10 kB, 100 kB, 1 MB and 10 MB without limits,
 * the exponent, and the milliseconds of 10 MB within the limits that every reading has unless told otherwise.
 */
export async function growth() {
  const measured = {};
  for (const [shape, make] of Object.entries(SHAPES)) {
    // Code that is new to the engine runs slowly, and the smallest mail is first to run it.
    for (let run = 0; run < WARM_UP_RUNS; run++) {
      await interpret(Buffer.from(make(WARM_UP_SIZE)), { limits: UNLIMITED });
    }
    const costs = [];
    for (const size of SIZES) costs.push(await cost(Buffer.from(make(size)), UNLIMITED));
    const limited = await cost(Buffer.from(make(SIZES.at(-1))), {});
    measured[shape] = {
      milliseconds: costs.map((time) => Number(time.toFixed(2))),
      exponent: Number(exponentOf(costs).toFixed(2)),
      limitedMilliseconds: Number(limited.toFixed(1)),
    };
  }
  return measured;
}
