// Screen 1: who is it? Nothing of the request is shown before.

import { call, endSession, startSession } from '../api.js';
import { config } from '../config.js';
import { h, icon } from '../dom.js';
import { bytesOf, sha256 } from '../encoding.js';
import { primary, show, showBusy } from '../frame.js';
import { travel } from '../login.js';
import { language, words } from '../words.js';
import { end } from './end.js';

/** Shows it; after the login the page goes on at `next`. */
export async function login(next, sentence = '') {
  const w = words();
  endSession();
  show({
    heading: w.login.heading,
    body: [
      h('div', { class: 'verdict' }, icon('shield', 'large')),
      sentence && h('p', { class: 'note', role: 'status' }, sentence),
      h('p', {}, w.login.why),
      h('p', { class: 'note' }, w.login.promise),
    ],
    actions: [primary(w.login.button(config.provider.name[language()] ?? ''), () => leave(next))],
  });
}

async function leave(next) {
  showBusy(words().busy);
  try {
    // Never the exchange's words as they come: they could be the nonce of a consent it wrote itself.
    const { nonce: given } = await call('POST', 'nonces', {});
    const nonce = await sha256(bytesOf(`claimexchange/login/v1|${given}`));
    const carry = { errand: 'login', next };
    await travel({ provider: config.provider, nonce, silent: false, carry, language: language() });
  } catch (problem) {
    end(problem.code ?? 'offline', problem, () => login(next));
  }
}

/** Goes on after the trip. */
export async function loggedIn({ carry, error, idToken, identity }) {
  if (error !== undefined) {
    await login(carry.next, words().login.failed);
    return;
  }
  showBusy(words().busy);
  await startSession(idToken, identity);
  if (location.hash === carry.next) {
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.replace(carry.next);
  }
}
