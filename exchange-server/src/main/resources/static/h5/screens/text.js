// Screen 4: the statement, and the signature.

import { Problem, call } from '../api.js';
import { config } from '../config.js';
import { h } from '../dom.js';
import { bytesOf, canonicalJson, randomText, sha256 } from '../encoding.js';
import { actingFor, choicesOf, grantedParts, requestOf } from '../flow.js';
import { primary, secondary, show, showBusy } from '../frame.js';
import { travel } from '../login.js';
import { consentOpenings, consentStatement, freshKey, proofNonce, sign } from '../statement.js';
import { language, words } from '../words.js';
import { statementText } from './statement-text.js';
import { end } from './end.js';

const SILENCE_BROKEN = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];
const TRIES = 3;

/** Shows it. */
export async function text(id) {
  const request = await requestOf(id);
  if (request.status !== 'open') {
    end('request-closed', { reference: request.reference });
    return;
  }
  const parts = grantedParts(request, await choicesOf(request));
  if (parts.length === 0) {
    location.replace(`#/request/${id}/choose`);
    return;
  }
  const shown = await call('POST', `requests/${id}/text`, { language: language(), parts });
  const w = words().text;
  show({
    heading: w.heading,
    acting: actingFor(request, words()),
    body: [
      h('p', { class: 'note no-print' }, w.fold),
      statementText(shown.text, shown.language),
      h('p', { class: 'no-print' }, h('button', { type: 'button', class: 'plain', onclick: () => print() }, w.print)),
      h('p', { class: 'understood no-print', id: 'understood' }, w.understood),
    ],
    actions: [
      primary(w.sign, () => leave(request, parts, shown), { 'aria-describedby': 'understood' }),
      secondary(w.back, () => history.back()),
    ],
  });
}

/** Makes key and statement and goes to the provider, silently. */
async function leave(request, parts, shown) {
  showBusy(words().text.signing);
  try {
    const textDigest = await sha256(bytesOf(shown.text));
    const openings = consentOpenings({ ...shown, request, parts, text: textDigest });
    const statement = await consentStatement(request.id, openings);
    const key = await freshKey();
    const random = randomText();
    const carry = { errand: 'grant', request: request.id, statement, openings, text: shown.text, key, random };
    const nonce = await proofNonce(key.jwk, statement, random);
    await travel({ provider: config.provider, nonce, silent: true, carry, language: language() });
  } catch (problem) {
    end('not-signed', problem, () => text(request.id));
  }
}

/** Signs and hands in, after the trip. */
export async function signed({ trip, carry, error, idToken, identity, person }) {
  showBusy(words().text.granting);
  const again = () => location.replace(`#/request/${carry.request}/text`);
  if (SILENCE_BROKEN.includes(error) && trip.silent) {
    const { provider, nonce } = trip;
    await travel({ provider, nonce, silent: false, carry, language: language() });
    return;
  }
  if (error !== undefined) {
    end('not-signed', undefined, again);
    return;
  }
  if (canonicalJson(person) !== canonicalJson(carry.openings.grantor.value)) {
    end('other-person', undefined, again);
    return;
  }
  const proof = await prove(carry, idToken, identity);
  const { statement, openings, text: shown } = carry;
  await handIn(carry.request, { statement, openings, proof, text: shown }, again);
}

/** Token, key and signature over the statement. */
export async function prove({ statement, key, random }, idToken, identity) {
  return {
    algorithm: 'ES256',
    key: canonicalJson(key.jwk),
    random,
    idToken,
    identity,
    signature: await sign(key.privateKey, statement),
  };
}

/** A reply that is lost is asked for again: the same consent is never made twice. */
async function handIn(request, grant, again) {
  try {
    const { consent } = await patiently(() => call('POST', `requests/${request}/grant`, grant));
    location.replace(`#/consents/${consent}/progress`);
  } catch (problem) {
    const lost = problem instanceof Problem && problem.code === 'offline';
    end(
      problem.code === 'request-closed' ? 'request-closed' : 'not-signed',
      problem,
      lost ? () => handIn(request, grant, again) : again,
    );
  }
}

/** Tries again where nothing answered. */
export async function patiently(act) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (problem) {
      if (attempt === TRIES || !(problem instanceof Problem) || problem.code !== 'offline') {
        throw problem;
      }
      await new Promise((resolve) => setTimeout(resolve, 400 * attempt));
    }
  }
}
