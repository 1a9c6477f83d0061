// Screen 7: withdrawing, with a key and a trip to the provider of its own.

import { call } from '../api.js';
import { config } from '../config.js';
import { h, icon } from '../dom.js';
import { canonicalJson, randomText } from '../encoding.js';
import { actingFor } from '../flow.js';
import { card, primary, row, secondary, show, showBusy } from '../frame.js';
import { travel } from '../login.js';
import { freshKey, proofNonce, withdrawalStatement } from '../statement.js';
import { language, moment, words } from '../words.js';
import { history } from './consent.js';
import { end } from './end.js';
import { patiently, prove } from './text.js';

/** Says what it does, and what it cannot do. */
export async function withdraw(id) {
  const consent = await call('GET', `consents/${id}?language=${language()}`);
  const w = words();
  if (['withdrawn', 'withdrawing'].includes(consent.state)) {
    done(consent, w);
    return;
  }
  show({
    heading: w.withdraw.heading,
    acting: actingFor(consent, w),
    body: [
      card({}, h('p', { class: 'lead' }, consent.insurer.name), h('p', {}, consent.purposeWords)),
      h('ul', { class: 'plain-list' }, w.withdraw.before.map((text) => h('li', {}, text))),
    ],
    actions: [
      primary(w.withdraw.confirm, () => leave(consent), { class: 'weui-btn weui-btn_warn' }),
      secondary(w.withdraw.cancel, () => (location.hash = `#/consents/${id}`)),
    ],
  });
}

async function leave({ consent, statementDigest, grantor }) {
  showBusy(words().withdraw.signing);
  try {
    const statement = withdrawalStatement(consent, statementDigest, Date.now());
    const key = await freshKey();
    const random = randomText();
    const carry = { errand: 'withdraw', consent, grantor, statement, key, random };
    const nonce = await proofNonce(key.jwk, statement, random);
    await travel({ provider: config.provider, nonce, silent: true, carry, language: language() });
  } catch (problem) {
    end('not-withdrawn', problem, () => withdraw(consent));
  }
}

/** Signs and hands in, after the trip. */
export async function withdrawn({ trip, carry, error, idToken, identity, person }) {
  showBusy(words().withdraw.signing);
  const address = `#/consents/${carry.consent}/withdraw`;
  const again = () => location.replace(address);
  if (error !== undefined && trip.silent) {
    const { provider, nonce } = trip;
    await travel({ provider, nonce, silent: false, carry, language: language() });
    return;
  }
  if (error !== undefined) {
    end('not-withdrawn', undefined, again);
    return;
  }
  if (canonicalJson(person) !== canonicalJson(carry.grantor)) {
    end('other-person', undefined, again);
    return;
  }
  const proof = await prove(carry, idToken, identity);
  try {
    const { statement } = carry;
    await patiently(() => call('POST', `consents/${carry.consent}/withdraw`, { statement, proof }));
    again();
  } catch (problem) {
    end('not-withdrawn', problem, again);
  }
}

function done(consent, w) {
  const settled = consent.state === 'withdrawn';
  const at = consent.history.find(({ kind }) => kind === 'withdrawn')?.at;
  show({
    heading: settled ? w.withdraw.doneHeading : w.withdraw.pendingHeading,
    acting: actingFor(consent, w),
    body: [
      h(
        'div',
        { class: 'verdict good' },
        icon('ok', 'large'),
        h('p', {}, settled ? w.withdraw.doneText(consent.insurer.shortName) : w.withdraw.pendingText),
      ),
      at && h('p', {}, w.withdraw.doneAt(moment(at))),
      h('p', { class: 'note' }, w.withdraw.already),
      card({}, h('h2', {}, w.progress.receipt), h('p', { class: 'number' }, consent.consent)),
      history(consent, w),
      h('div', { class: 'weui-cells' }, row(w.myConsents, '#/consents')),
    ],
    actions: consent.returnUrl
      ? [primary(w.progress.toInsurer, () => location.assign(consent.returnUrl))]
      : [],
  });
}
