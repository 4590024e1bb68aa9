/**
 * The inside of a mail address, and what follows the host of a URL. Chinese and Japanese put no blanks around either,
 * but marks.
 */
const ADDRESS = /[^\s<>()[\],;:"'@、。，：；「」（）]{1,128}@[^\s<>()[\],;:"'@、。，：；「」（）]{1,255}/gu;
const URL = /(https?:\/\/[^\s/?#"'<>]{1,255})([/?#][^\s"'<>]*)/giu;
const LETTER = /[^@./?#\s]/gu;

/**
 * The line with what only looks like words masked by `*`: in `<spam@example.com> mailbox full, see
 * https://example.com/blocked` nobody speaks of spam or blocks. The length stays.
 */
export function maskNames(line: string): string {
  const withoutAddresses = line.includes('@') ? line.replace(ADDRESS, masked) : line;
  return line.includes('://')
    ? withoutAddresses.replace(URL, (_url, host: string, path: string) => host + masked(path))
    : withoutAddresses;
}

function masked(name: string): string {
  return name.replace(LETTER, (letter) => '*'.repeat(letter.length));
}
