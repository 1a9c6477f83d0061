// Screen 6, one of them: who did what, when, and the way to withdraw.

import { call } from '../api.js';
import { h, icon } from '../dom.js';
import { actingFor } from '../flow.js';
import { card, row, secondary, show } from '../frame.js';
import { day, language, moment, words } from '../words.js';
import { statementText } from './statement-text.js';

const CAN_BE_WITHDRAWN = ['active', 'used', 'pending'];

/** Shows it. */
export async function consent(id) {
  const one = await call('GET', `consents/${id}?language=${language()}`);
  const w = words();
  show({
    heading: w.consent.heading,
    acting: actingFor(one, w),
    body: [
      card(
        {},
        h('p', { class: 'lead' }, one.insurer.name),
        h('p', {}, one.purposeWords),
        h('p', { class: `state ${one.state}` }, icon(one.state === 'active' ? 'ok' : 'stop', 'small'), w.consents.states[one.state]),
        h('p', { class: 'note' }, w.consents.until(day(one.until))),
        h('p', { class: 'note' }, `${w.progress.receipt} `, h('span', { class: 'number' }, one.consent)),
      ),
      history(one, w),
      h('details', { class: 'card' }, h('summary', {}, w.consent.statement), statementText(one.text, one.textLanguage)),
      h('div', { class: 'weui-cells' }, row(w.consent.progress, `#/consents/${id}/progress`)),
    ],
    actions: CAN_BE_WITHDRAWN.includes(one.state)
      ? [secondary(w.consent.withdraw, () => (location.hash = `#/consents/${id}/withdraw`))]
      : [],
  });
}

/** Who did what, when. */
export function history({ history: entries }, w) {
  return card(
    {},
    h('h2', {}, w.consent.history),
    h(
      'ol',
      { class: 'history' },
      entries.map(({ at, who, kind, categories, records }) =>
        h(
          'li',
          {},
          h('span', { class: 'when' }, moment(at)),
          h('span', { class: 'name' }, `${who || w.consent.you} ${w.consent.kinds[kind]}`),
          categories.length > 0 && h('span', { class: 'line' }, categories.join(w.choose.between)),
          records > 0 && h('span', { class: 'line' }, w.consent.records(records)),
        ),
      ),
    ),
  );
}
