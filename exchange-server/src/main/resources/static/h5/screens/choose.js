// Screen 3: which records may go, hospital by hospital.

import { h } from '../dom.js';
import { actingFor, choicesOf, grantedParts, keepChoices, requestOf, summary } from '../flow.js';
import { card, elder, primary, secondary, show } from '../frame.js';
import { words } from '../words.js';

/** Shows it; in large type one place a screen, numbered from 1. */
export async function choose(id, number = '1') {
  const request = await requestOf(id);
  const choices = await choicesOf(request);
  const w = words();
  const total = request.parts.length;
  const at = Math.min(Math.max(Number(number), 1), total);
  const single = elder() && total > 1;
  const sum = h('p', { class: 'summary', role: 'status' });
  const next = primary(w.choose.next, () => (location.hash = `#/request/${id}/text`));

  const changed = () => {
    const parts = grantedParts(request, choices);
    sum.textContent = summary(parts, w);
    next.disabled = parts.length === 0;
    return keepChoices(request, choices);
  };
  const cards = request.parts.map((part, index) => partCard(part, choices[index], changed, w));
  show({
    heading: w.choose.heading,
    acting: actingFor(request, w),
    body: [
      h('p', { class: 'note' }, w.choose.intro),
      single ? [h('p', { class: 'note' }, w.choose.place(at, total)), cards[at - 1]] : cards,
    ],
    actions: [
      sum,
      single && at < total ? primary(w.choose.nextPart, () => (location.hash = `#/request/${id}/choose/${at + 1}`)) : next,
      single && at > 1 && secondary(w.choose.previousPart, () => (location.hash = `#/request/${id}/choose/${at - 1}`)),
    ],
  });
  await changed();
}

function partCard(part, choice, changed, w) {
  const heading = h('h2', {}, part.source.name, h('span', { class: 'when' }, part.when));
  const inner = h(
    'div',
    { hidden: !choice.on },
    h('div', { class: 'weui-cells' }, part.categories.map((category) => toggle(category, choice.categories, changed))),
    protectedKinds(part, choice, changed, w),
    bills(part, choice, changed, w),
  );
  if (!part.before) {
    return card({}, heading, inner);
  }
  const tick = (on) => {
    choice.on = on;
    inner.hidden = !on;
    changed();
  };
  return card(
    { class: 'apart' },
    heading,
    h('p', { class: 'tag' }, w.choose.before),
    h('p', { class: 'note' }, w.choose.beforeText),
    h('div', { class: 'weui-cells' }, switchRow(w.choose.beforeTick, '', choice.on, tick)),
    inner,
  );
}

function protectedKinds(part, choice, changed, w) {
  return (
    part.protectedKinds.length > 0 &&
    h(
      'div',
      { class: 'protected' },
      h('h3', {}, w.choose.protected),
      h('p', { class: 'note' }, w.choose.protectedText),
      h('div', { class: 'weui-cells' }, part.protectedKinds.map((kind) => toggle(kind, choice.protectedKinds, changed))),
    )
  );
}

function bills(part, choice, changed, w) {
  const name = `bills-${Math.random().toString(36).slice(2)}`;
  const option = (text, value) =>
    h(
      'label',
      { class: 'weui-cell radio' },
      h('input', {
        type: 'radio',
        name,
        checked: choice.bills === value,
        onchange: () => {
          choice.bills = value;
          changed();
        },
      }),
      h('span', { class: 'weui-cell__bd' }, text),
    );
  return (
    part.bills &&
    h(
      'fieldset',
      { class: 'protected' },
      h('legend', {}, w.choose.bills),
      h('p', { class: 'note' }, w.choose.billsText),
      h('div', { class: 'weui-cells' }, option(w.choose.billsNot, false), option(w.choose.billsWhole, true)),
    )
  );
}

function toggle({ code, name, line }, list, changed) {
  return switchRow(name, line, list.includes(code), (on) => {
    const place = list.indexOf(code);
    if (on && place < 0) {
      list.push(code);
    } else if (!on && place >= 0) {
      list.splice(place, 1);
    }
    changed();
  });
}

function switchRow(name, line, on, act) {
  return h(
    'label',
    { class: 'weui-cell weui-cell_switch' },
    h('span', { class: 'weui-cell__bd' }, h('span', { class: 'name' }, name), line && h('span', { class: 'line' }, line)),
    h(
      'span',
      { class: 'weui-cell__ft' },
      h('input', {
        type: 'checkbox',
        role: 'switch',
        class: 'weui-switch',
        checked: on,
        onchange: (event) => act(event.target.checked),
      }),
    ),
  );
}
