// A statement exactly as the exchange rendered it, its headings made to fold.

import { h } from '../dom.js';

const HEADING = /^[0-9]{1,2}\. /;

/** The text, word for word: title, then sections that close and open. */
export function statementText(text, language) {
  const [title, ...lines] = text.split('\n');
  const article = h('article', { class: 'statement', lang: language }, h('h2', {}, title));
  let place = article;
  for (const line of lines) {
    if (HEADING.test(line)) {
      place = h('details', { open: true }, h('summary', {}, line));
      article.append(place);
    } else if (line.startsWith('  ')) {
      place.append(h('p', { class: 'item' }, line));
    } else if (line !== '') {
      place.append(h('p', {}, line));
    } else {
      place = article;
    }
  }
  return article;
}
