import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { interpret } from '../dist/interpretation/index.js';
import { compileDocument, defaultRulesetDocument } from '../dist/reclassification/index.js';

const ROUNDS = 5;
const FIXTURES = join(import.meta.dirname, '../test/fixtures/mails');
/** What mailparser need not do for a comparison with us: it has no facts to find. */
const SKIP = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

/**
 * Bytes to verdicts on one thread, beside mailparser's simpleParser on the same mails, round by round in turn: the labelled mails
 * where CORPUS_DIR and CORPUS_MTA_DIR are set, else the project's fixtures. Medians of the rounds.
 */
export async function run(report) {
  const mails = readMails();
  const classifier = compileDocument(defaultRulesetDocument(), 1, 'the default ruleset');
  const contestants = {
    ours: async (mail) => {
      const { recipients } = await interpret(mail);
      for (const facts of recipients) classifier.classify(facts);
    },
    mailparser: (mail) => simpleParser(mail, SKIP),
  };
  const rates = { ours: [], mailparser: [] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, read] of Object.entries(contestants)) {
      const started = performance.now();
      for (const mail of mails) await read(mail);
      // The first round only warms up.
      if (round > 0) rates[name].push((mails.length / (performance.now() - started)) * 1000);
    }
  }
  const beside = { name: 'mailparser simpleParser', value: median(rates.mailparser) };
  report({ metric: `bytes to verdicts, ${mails.length} mails`, value: median(rates.ours), unit: 'mails/s', beside });
  report({ metric: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' });
}

function readMails() {
  const corpora = [process.env.CORPUS_DIR, process.env.CORPUS_MTA_DIR].filter(Boolean).map((dir) => join(dir, 'mails'));
  return (corpora.length > 0 ? corpora : [FIXTURES]).flatMap((dir) =>
    readdirSync(dir)
      .filter((name) => !name.startsWith('.'))
      .map((name) => readFileSync(join(dir, name))),
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
