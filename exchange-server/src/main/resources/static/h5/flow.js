// What a person chose, kept so that neither the back button nor a trip to the provider loses it.

import { call } from './api.js';
import { keep, kept } from './keep.js';
import { language } from './words.js';

/** A request as the exchange tells it to whoever may answer it. */
export function requestOf(id) {
  return call('GET', `requests/${id}?language=${language()}`);
}

/** What is chosen so far; at first, what the exchange proposes and nothing that needs its own tick. */
export async function choicesOf(request) {
  const before = await kept(`choices:${request.id}`);
  return before !== undefined && before.length === request.parts.length
    ? before
    : request.parts.map((part) => ({
        on: !part.before,
        categories: part.categories.filter(({ on }) => on).map(({ code }) => code),
        protectedKinds: [],
        bills: false,
      }));
}

/** Keeps the choices. */
export function keepChoices(request, choices) {
  return keep(`choices:${request.id}`, choices);
}

/** The parts that are granted: what was asked, without what was switched off. */
export function grantedParts(request, choices) {
  return request.parts
    .map(({ part }, index) => ({
      ...part,
      categories: part.categories.filter((code) => choices[index].categories.includes(code)),
      protectedKinds: part.protectedKinds.filter((code) => choices[index].protectedKinds.includes(code)),
      protectedBills: part.protectedBills && choices[index].bills,
    }))
    .filter((part, index) => choices[index].on && part.categories.length > 0);
}

/** How many visits and how many kinds of record are granted, in words. */
export function summary(parts, w) {
  if (parts.length === 0) {
    return w.choose.nothing;
  }
  const visits = new Map();
  for (const part of parts) {
    const kind = part.visitKinds.length === 1 && part.visits.length > 0 ? part.visitKinds[0] : 'mixed';
    visits.set(kind, (visits.get(kind) ?? 0) + Math.max(1, part.visits.length));
  }
  const categories = new Set(parts.flatMap((part) => part.categories));
  const counted = [...visits].map(([kind, count]) => w.choose.visits[kind](count));
  return w.choose.summary(counted.join(w.choose.between), categories.size);
}

/** The sentence that says for whom one acts; empty for oneself. */
export function actingFor({ relation, subject }, w) {
  if (relation === 'self') {
    return '';
  }
  return (w.forAnother[relation] ?? w.forAnother.other)(subject.name);
}
