// The frame around every screen: bar, for whom, content, one primary button, whom to call.

import { endSession, session } from './api.js';
import { config } from './config.js';
import { h, icon } from './dom.js';
import { canSpeak, hush, speaking, speak } from './speech.js';
import { language, switchLanguage, words } from './words.js';

const ELDER = 'claim-exchange-elder';
const place = (id) => document.getElementById(id);
let redraw = () => {};

/** What is called when language or type size change. */
export function onRedraw(act) {
  redraw = act;
}

/** Whether the page is in large type, one card a screen. */
export function elder() {
  return localStorage.getItem(ELDER) === 'on';
}

/**
 * Shows a screen.
 *
 * @param heading its one heading
 * @param body nodes
 * @param actions buttons, the primary one first
 * @param acting a sentence for whom one acts, when it is for another
 * @param quiet whether focus and scroll stay where they are: the same screen, newer content
 */
export function show({ heading, body, actions = [], acting = '', quiet = false }) {
  hush();
  const top = window.scrollY;
  document.documentElement.lang = language();
  document.documentElement.classList.toggle('elder', elder());
  document.title = `${heading} - ${words().title}`;
  place('skip').textContent = words().skip;
  drawBar();
  drawFoot();
  place('acting').textContent = acting;
  place('acting').hidden = acting === '';
  const title = h('h1', { tabindex: '-1' }, heading);
  place('main').replaceChildren(title, ...body.flat(3).filter(Boolean));
  place('actions').replaceChildren(...actions.filter(Boolean));
  place('main').removeAttribute('aria-busy');
  if (quiet) {
    window.scrollTo(0, top);
  } else {
    window.scrollTo(0, 0);
    title.focus({ preventScroll: true });
  }
}

/** A sentence while something is under way. */
export function showBusy(sentence) {
  place('main').setAttribute('aria-busy', 'true');
  place('actions').replaceChildren();
  place('main').replaceChildren(
    h('div', { class: 'busy', role: 'status' }, h('span', { class: 'ring', 'aria-hidden': 'true' }), sentence),
  );
}

/** The one primary button. */
export function primary(text, act, attributes = {}) {
  return h('button', { type: 'button', class: 'weui-btn weui-btn_primary', onclick: act, ...attributes }, text);
}

/** Any other button. */
export function secondary(text, act, attributes = {}) {
  return h('button', { type: 'button', class: 'weui-btn weui-btn_default', onclick: act, ...attributes }, text);
}

/** A link to another screen that looks like a row. */
export function row(text, href, more = '') {
  return h(
    'a',
    { class: 'weui-cell weui-cell_access', href },
    h('span', { class: 'weui-cell__bd' }, text),
    more && h('span', { class: 'weui-cell__ft' }, more),
    icon('go', 'small'),
  );
}

/** A card of rows or paragraphs. */
export function card(attributes, ...children) {
  return h('section', { ...attributes, class: `card ${attributes.class ?? ''}` }, ...children);
}

function drawBar() {
  const w = words();
  place('bar').replaceChildren(
    h('a', { class: 'brand', href: '#/' }, icon('shield'), h('span', {}, w.title)),
    h(
      'div',
      { class: 'tools' },
      canSpeak() && h('button', { type: 'button', class: 'tool', id: 'speak', onclick: toggleSpeech }, icon('sound'), w.readAloud),
      h('button', { type: 'button', class: 'tool', onclick: toggleElder }, elder() ? w.elderOff : w.elder),
      h(
        'button',
        {
          type: 'button',
          class: 'tool',
          lang: language() === 'en' ? 'zh-CN' : 'en',
          'aria-label': w.otherLanguageLabel,
          onclick: () => {
            switchLanguage();
            redraw();
          },
        },
        w.otherLanguage,
      ),
    ),
  );
}

function drawFoot() {
  const w = words();
  const { name, phone } = config.platform ?? { name: '', phone: '' };
  const parts = [
    h(
      'nav',
      { class: 'foot-links', hidden: session() === null },
      h('a', { href: '#/consents' }, w.myConsents),
      h('button', { type: 'button', class: 'plain', onclick: leave }, w.logOut),
    ),
    phone && h('p', {}, w.footer(name[language()] ?? '', phone)),
    phone && elder() && h('a', { class: 'call', href: `tel:${phone}` }, icon('phone'), w.call(phone)),
  ];
  place('foot').replaceChildren(...parts.filter(Boolean));
}

function leave() {
  endSession();
  location.hash = '#/';
  redraw();
}

function toggleElder() {
  localStorage.setItem(ELDER, elder() ? 'off' : 'on');
  redraw();
}

function toggleSpeech() {
  const button = place('speak');
  if (speaking()) {
    hush();
    button.lastChild.textContent = words().readAloud;
    return;
  }
  button.lastChild.textContent = words().stopReading;
  speak(place('main'), language(), () => {
    button.lastChild.textContent = words().readAloud;
  });
}
