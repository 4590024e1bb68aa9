import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-text.js';

describe('the words of HTML', () => {
  it('stand on a line for each block, entities decoded, scripts and styles left out', () => {
    const html =
      '<head><style>p{}</style></head><p>Caf&eacute;&nbsp;&lt;a@b.example&gt;<br>gone</p><script>x("<p>")</script>';
    expect(
      htmlToText(html)
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    ).toEqual(['Café <a@b.example>', 'gone']);
  });

  it('are read out of nesting that never closes', () => {
    expect(htmlToText('<div>'.repeat(50_000) + 'deep').trim()).toBe('deep');
  });
});
