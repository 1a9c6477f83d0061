// Screen 2: who wants to see what.

import { call } from '../api.js';
import { h, icon } from '../dom.js';
import { actingFor, requestOf } from '../flow.js';
import { card, primary, secondary, show, showBusy } from '../frame.js';
import { day, words } from '../words.js';
import { end } from './end.js';

/** The one-time link. */
export async function openLink(token) {
  showBusy(words().busy);
  const { request: id } = await call('POST', 'links/redeem', { token });
  location.replace(`#/request/${id}`);
}

/** The request. */
export async function request(id) {
  const asked = await requestOf(id);
  if (asked.status !== 'open') {
    end('request-closed', { reference: asked.reference });
    return;
  }
  const w = words();
  const acting = actingFor(asked, w);
  show({
    heading: acting ? w.request.headingFor(asked.subject.name) : w.request.heading,
    acting,
    body: [
      card(
        {},
        h('p', { class: 'lead' }, w.request.asks(asked.insurer.shortName, asked.purposeWords)),
        h(
          'dl',
          { class: 'facts' },
          fact('file', w.request.purpose, [asked.purposeWords]),
          fact('hospital', w.request.where, asked.parts.map(({ source, when }) => w.choose.part(source.shortName, when))),
          fact('clock', w.request.keep, [w.request.keepText(asked.retentionDays)]),
        ),
      ),
      h('p', { class: 'note' }, w.request.until(day(asked.expiresAt))),
    ],
    actions: [
      primary(w.request.choose, () => (location.hash = `#/request/${id}/choose`)),
      secondary(w.request.refuse, () => askRefusal(asked)),
    ],
  });
}

function fact(name, term, lines) {
  return h(
    'div',
    {},
    h('dt', {}, icon(name), term),
    lines.map((line) => h('dd', {}, line)),
  );
}

function askRefusal(asked) {
  const w = words().request;
  show({
    heading: w.refuseHeading,
    acting: actingFor(asked, words()),
    body: [h('p', {}, w.refuseText)],
    actions: [primary(w.refuseNo, () => request(asked.id)), secondary(w.refuseYes, () => refuse(asked))],
  });
}

async function refuse(asked) {
  showBusy(words().busy);
  try {
    await call('POST', `requests/${asked.id}/refuse`, {});
    end('refused', { reference: asked.reference });
  } catch (problem) {
    end('not-refused', problem, () => refuse(asked));
  }
}
