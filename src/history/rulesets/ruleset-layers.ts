/** Where the defaults begin in a document that has them below the operator's rules. */
const SEPARATOR = '--- # defaults';

/** Which defaults stand below an operator's rules: those published before, those of this release, or none. */
export const DEFAULTS_CHOICES = ['kept', 'shipped', 'none'] as const;
export type DefaultsChoice = (typeof DEFAULTS_CHOICES)[number];

/** A document as it was published, and whose it is. */
export interface LayeredDocument {
  readonly document: string;
  readonly origin: 'defaults' | 'operator';
}

/** Its two layers; null where there is none. */
export interface RulesetLayers {
  readonly operator: string | null;
  readonly defaults: string | null;
}

/** One document of both layers: the operator's lines keep their numbers. */
export function joinLayers(operator: string, defaults: string | null): string {
  if (defaults === null) return operator;
  return `${operator.trimEnd()}\n${SEPARATOR}\n${defaults}`;
}

/** Whether a document names the defaults below it itself, as one that was published does. */
export function hasBothLayers(document: string): boolean {
  return separatorAt(document) !== -1;
}

export function splitLayers({ document, origin }: LayeredDocument): RulesetLayers {
  const at = separatorAt(document);
  if (at !== -1) {
    return {
      operator: document.slice(0, at),
      defaults: document.slice(at + SEPARATOR.length + 1),
    };
  }
  return origin === 'defaults' ? { operator: null, defaults: document } : { operator: document, defaults: null };
}

function separatorAt(document: string): number {
  const at = document.indexOf(`\n${SEPARATOR}\n`);
  return at === -1 ? -1 : at + 1;
}
