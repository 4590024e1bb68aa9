import { InvalidArgumentError, Option } from 'commander';

export interface DefaultsFlag {
  readonly defaults?: 'kept' | 'shipped' | 'none';
}

/** Which defaults stand below an operator's rules. */
export function defaultsOption(): Option {
  return new Option(
    '--defaults <which>',
    'the defaults below the rules: those published before (kept), those of this release (shipped), or none',
  ).choices(['kept', 'shipped', 'none']);
}

/** A version of the ruleset: a whole number from 1. */
export function versionArgument(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a version is a whole number from 1.');
  return Number(text);
}

/** A version, or `shipped`: the defaults of this release. */
export function versionOrShipped(text: string): number | 'shipped' {
  return text === 'shipped' ? text : versionArgument(text);
}
