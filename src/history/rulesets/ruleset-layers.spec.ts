import { describe, expect, it } from 'vitest';
import { hasBothLayers, joinLayers, splitLayers } from './ruleset-layers.js';

const OPERATOR = '---\nformat: 1\nrules: []\n';
const DEFAULTS = '# the defaults\nformat: 1\n';

describe('a document of two layers', () => {
  const document = joinLayers(OPERATOR, DEFAULTS);

  it('gives both of them back', () => {
    expect(splitLayers({ document, origin: 'operator' })).toEqual({ operator: OPERATOR, defaults: DEFAULTS });
    expect(hasBothLayers(document)).toBe(true);
  });

  it('keeps the lines of the upper one', () => {
    expect(document.split('\n').slice(0, 3)).toEqual(['---', 'format: 1', 'rules: []']);
  });
});

describe('a document of one layer', () => {
  it('is the defaults or the operator’s, as it was published', () => {
    expect(splitLayers({ document: DEFAULTS, origin: 'defaults' })).toEqual({ operator: null, defaults: DEFAULTS });
    expect(splitLayers({ document: OPERATOR, origin: 'operator' })).toEqual({ operator: OPERATOR, defaults: null });
    expect(hasBothLayers(OPERATOR)).toBe(false);
  });
});
