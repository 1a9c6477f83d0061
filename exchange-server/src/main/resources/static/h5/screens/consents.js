// Screen 6: the authorizations that a person gave.

import { call } from '../api.js';
import { h, icon } from '../dom.js';
import { show } from '../frame.js';
import { day, language, words } from '../words.js';

/** Shows them, newest first. */
export async function consents() {
  const { consents: all } = await call('GET', `consents?language=${language()}`);
  const w = words();
  show({
    heading: w.consents.heading,
    body: [all.length === 0 && h('p', { class: 'note' }, w.consents.none), all.map((one) => line(one, w))],
  });
}

function line({ consent, insurer, purposeWords, until, state, relation, subject }, w) {
  return h(
    'a',
    { class: 'card consent-line', href: `#/consents/${consent}` },
    h('span', { class: 'lead' }, insurer.shortName),
    h('span', { class: `state ${state}` }, icon(state === 'active' ? 'ok' : 'stop', 'small'), w.consents.states[state]),
    h('span', { class: 'wide' }, purposeWords),
    relation !== 'self' && h('span', { class: 'wide' }, w.consents.for(subject.name)),
    h('span', { class: 'wide note' }, w.consents.until(day(until))),
  );
}
