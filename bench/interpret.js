import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { interpret } from '../dist/interpretation/index.js';
import { compileDocument, defaultRulesetDocument } from '../dist/history/rulesets/index.js';
import { archiveRate, withArchive } from './support/archive-rate.js';
import { interleaved, rate } from './support/measure.js';

const ROUNDS = 5;
const SISIMAI_ROUNDS = 3;
const ARCHIVE_MAILS = 20_000;
const FIXTURES = join(import.meta.dirname, '../test/fixtures/mails');
const SISIMAI = join(import.meta.dirname, 'support/sisimai-rate.pl');
/** Work that mailparser may skip in this comparison: it has no facts to find. */
const SKIP = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true };

/**
 * Bytes to verdicts on one thread, interleaved with mailparser's simpleParser on the same mails, and with p5-sisimai if
 * SISIMAI_LIB names a checkout of it (or /usr/share/perl5, where Debian's package is). Then the command with an
 * archive, on one processor and on more. Uses the labelled mails if CORPUS_DIR and CORPUS_MTA_DIR are set, else the
 * project's fixtures. Reports medians of the rounds.
 */
export async function run(report) {
  const folders = [process.env.CORPUS_DIR, process.env.CORPUS_MTA_DIR].filter(Boolean).map((dir) => join(dir, 'mails'));
  if (folders.length === 0) folders.push(FIXTURES);
  const mails = folders.flatMap(readMails);
  const classifier = compileDocument(defaultRulesetDocument(), 1, 'the default ruleset');
  const ours = async () => {
    for (const mail of mails) {
      const { recipients } = interpret(mail);
      for (const facts of recipients) classifier.classify(facts);
    }
    return mails.length;
  };
  const theirs = async () => {
    for (const mail of mails) await simpleParser(mail, SKIP);
    return mails.length;
  };

  for (let round = 0; round < ROUNDS; round++) await ours();
  // Before the peers below use memory in this process.
  report({ metric: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MiB' });
  await theirs();
  const { value, beside } = await interleaved(
    ROUNDS,
    () => rate(ours),
    () => rate(theirs),
  );
  const metric = `bytes to verdicts, ${mails.length} mails, one thread`;
  report({ metric, value, unit: 'mails/s', beside: { name: 'mailparser simpleParser', value: beside } });
  if (process.env.SISIMAI_LIB) {
    const turns = await interleaved(
      SISIMAI_ROUNDS,
      () => rate(ours),
      () => sisimaiRate(folders),
    );
    report({ metric, value: turns.value, unit: 'mails/s', beside: { name: 'p5-sisimai', value: turns.beside } });
  }
  withArchive(mails, ARCHIVE_MAILS, (file) => {
    const metric = `interpret --json of an mbox of ${ARCHIVE_MAILS} mails`;
    const alone = archiveRate(file, ARCHIVE_MAILS, 1);
    report({ metric: `${metric}, 1 processor`, value: alone, unit: 'mails/s' });
    for (let processors = 2; processors <= availableParallelism(); processors *= 2) {
      const value = archiveRate(file, ARCHIVE_MAILS, processors);
      const beside = { name: '1 processor', value: alone };
      report({ metric: `${metric}, ${processors} processors`, value, unit: 'mails/s', beside });
    }
  });
}

function readMails(folder) {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => readFileSync(join(folder, name)));
}

/** Mails a second, from one round after a warm-up round. */
function sisimaiRate(folders) {
  return Number.parseFloat(execFileSync('perl', [SISIMAI, ...folders], { encoding: 'utf8' }));
}
