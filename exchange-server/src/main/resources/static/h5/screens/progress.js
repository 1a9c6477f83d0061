// Screen 5: how far it has come.

import { call } from '../api.js';
import { h, icon, qr } from '../dom.js';
import { actingFor } from '../flow.js';
import { card, primary, row, secondary, show } from '../frame.js';
import { day, language, timeOfDay, words } from '../words.js';
import { end } from './end.js';

const ICONS = { waiting: 'todo', running: 'wait', done: 'ok', stopped: 'stop' };
const SOURCE_ICONS = {
  'not-asked': 'todo',
  asked: 'wait',
  late: 'clock',
  complete: 'ok',
  'complete-with-problems': 'warn',
  failed: 'stop',
  stopped: 'stop',
};
const FIRST_PAUSE = 700;
const LONGEST_PAUSE = 15_000;

/** The newest watcher: an older one of another language or type size stops. */
let newest = 0;

/** Shows it, and again whenever it has changed, until nothing more can change. */
export async function progress(id) {
  const address = location.hash;
  newest += 1;
  const own = newest;
  const watching = () => own === newest && location.hash === address;
  let before = '';
  for (let pause = FIRST_PAUSE; watching(); pause = Math.min(pause * 1.4, LONGEST_PAUSE)) {
    const consent = await call('GET', `consents/${id}?language=${language()}`);
    if (!watching()) {
      return;
    }
    if (consent.state === 'not-granted') {
      end('not-signed', { reference: consent.reference });
      return;
    }
    const now = JSON.stringify([consent, language()]);
    if (now !== before) {
      draw(consent, before !== '');
      before = now;
    }
    if (consent.settled) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function draw(consent, quiet) {
  const w = words();
  const pending = consent.state === 'pending';
  show({
    heading: pending ? w.progress.pendingHeading : w.progress.heading,
    acting: actingFor(consent, w),
    quiet,
    body: [
      pending && h('p', {}, w.progress.pendingText),
      consent.secondsToDelivery >= 0 && took(consent.secondsToDelivery, w),
      h('ol', { class: 'steps', 'aria-live': 'polite' }, consent.steps.map((step) => stepLine(step, w))),
      consent.sources.length > 0 &&
        card({}, h('h2', {}, w.progress.sources), consent.sources.map((source) => sourceLine(source, w))),
      !consent.settled && h('p', { class: 'note' }, `${w.progress.live}${w.progress.leave}`),
      receipt(consent, w),
      h('div', { class: 'weui-cells' }, row(w.progress.toConsent, `#/consents/${consent.consent}`)),
    ],
    actions: consent.returnUrl
      ? [primary(w.progress.toInsurer, () => location.assign(consent.returnUrl))]
      : [secondary(w.myConsents, () => (location.hash = '#/consents'))],
  });
}

function took(seconds, w) {
  return h(
    'p',
    { class: 'verdict good' },
    icon('ok', 'large'),
    w.progress.took(Math.floor(seconds / 60), seconds % 60),
  );
}

function stepLine({ kind, state, at }, w) {
  const name = (state === 'done' && w.progress.steps[`${kind}Done`]) || w.progress.steps[kind];
  return h(
    'li',
    { class: `step ${state}` },
    icon(ICONS[state], state),
    h('span', { class: 'name' }, name),
    h('span', { class: 'when' }, at ? timeOfDay(at) : w.progress.states[state]),
  );
}

function sourceLine({ name, phone, state, waitingUntil }, w) {
  const more = {
    late: () => w.progress.lateText(name, waitingUntil ? day(waitingUntil) : '…'),
    'complete-with-problems': () => w.progress.problemText(name),
    failed: () => w.progress.failedText(name),
  }[state];
  return h(
    'div',
    { class: 'source' },
    icon(SOURCE_ICONS[state], state),
    h('p', { class: 'name' }, name),
    h('p', { class: more ? 'when wide' : 'when' }, w.progress.source[state]),
    more && h('p', { class: 'note wide' }, more()),
    more && phone && h('p', { class: 'wide' }, h('a', { class: 'phone', href: `tel:${phone}` }, icon('phone'), phone)),
  );
}

function receipt({ consent, qr: code }, w) {
  return card(
    { class: 'receipt' },
    h('h2', {}, w.progress.receipt),
    h('p', { class: 'number' }, consent),
    qr(code, w.progress.receiptQr),
    h('p', { class: 'note' }, w.progress.receiptText),
  );
}
