import { Buffer } from 'node:buffer';
import { interpret } from '../../../dist/interpretation/index.js';

const HEADER = 'Return-Path: <>\r\nFrom: MAILER-DAEMON@x.example\r\nSubject: Undelivered mail\r\n';
const row = (text) => (bytes) => `${HEADER}\r\n${text.repeat(Math.ceil(bytes / text.length))}`;

/** Mails of any length, each of one shape. */
const SHAPES = {
  'lines of text': row('lorem ipsum 550 user@x.example dolor\r\n'),
  'one line': row('lorem ipsum 550 user@x.example dolor '),
  addresses: row('<user@x.example>: 550 5.1.1 no\r\n'),
  'header fields': (bytes) => `${HEADER}${'X-A: b\r\n'.repeat(bytes / 8)}\r\nx`,
  parts: (bytes) =>
    `${HEADER}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(bytes / 10)}`,
  'report groups': (bytes) =>
    `${HEADER}Content-Type: message/delivery-status\r\n\r\n${'Final-Recipient: rfc822; u@x.example\r\nAction: failed\r\n\r\n'.repeat(bytes / 56)}`,
  html: (bytes) => `${HEADER}Content-Type: text/html\r\n\r\n${'<p><b>user@x.example</b> unknown'.repeat(bytes / 32)}`,
  base64: (bytes) => `${HEADER}Content-Transfer-Encoding: base64\r\n\r\n${'bG9yZW0gaXBzdW0g\r\n'.repeat(bytes / 18)}`,
  'returned header': row('> Received: by x.example\r\n> To: user@x.example\r\n'),
};
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const RUNS = 3;

/** The CPU milliseconds of the quickest of some readings: what else the machine does counts least in it. */
async function cost(mail) {
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const before = process.cpuUsage();
    await interpret(mail);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.max(Math.min(...times), 0.1);
}

/** Least squares of log(cost) over log(size): 1 is linear. */
function exponentOf(costs) {
  const points = costs.map((milliseconds, index) => [Math.log(SIZES[index]), Math.log(milliseconds)]);
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map(([size]) => size)), mean(points.map(([, time]) => time))];
  const slope = points.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return slope / points.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

/** How the cost of a reading grows with the mail, for each shape: milliseconds of 10 kB, 100 kB, 1 MB, 10 MB, and the exponent. */
export async function growth() {
  const measured = {};
  for (const [shape, make] of Object.entries(SHAPES)) {
    const costs = [];
    for (const size of SIZES) costs.push(await cost(Buffer.from(make(size))));
    measured[shape] = {
      milliseconds: costs.map((time) => Number(time.toFixed(1))),
      exponent: Number(exponentOf(costs).toFixed(2)),
    };
  }
  return measured;
}
