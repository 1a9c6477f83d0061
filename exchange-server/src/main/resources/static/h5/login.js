// Trips to the identity provider: authorization code with PKCE (RFC 7636), a public client.

import { bytesOf, fromBase64url, randomText, sha256 } from './encoding.js';
import { forget, keep, kept } from './keep.js';

const TRIP = 'trip:';

/** Where the provider is and what its addresses are. */
async function discover(provider) {
  const issuer = provider.issuer.replace(/\/$/, '');
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`, { cache: 'no-store' });
  const found = await answer.json();
  if (found.issuer !== provider.issuer) {
    throw new Error('the provider answers for another issuer');
  }
  return found;
}

/** This page's own address, without query and fragment: where the provider sends people back. */
function here() {
  return `${location.origin}${location.pathname}`;
}

/**
 * Leaves for the provider. What is carried comes back from `comeBack`.
 *
 * @param provider issuer and clientId
 * @param nonce what the token must carry
 * @param silent whether the provider may ask nothing (prompt=none)
 * @param carry anything that can be cloned, keys included
 */
export async function travel({ provider, nonce, silent, carry, language }) {
  const addresses = await discover(provider);
  const state = randomText();
  const verifier = randomText(32);
  await keep(TRIP + state, { provider, nonce, silent, verifier, carry });
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: here(),
    scope: 'openid profile',
    state,
    nonce,
    code_challenge: await sha256(bytesOf(verifier)),
    code_challenge_method: 'S256',
    ui_locales: language,
  });
  if (silent) {
    query.set('prompt', 'none');
  }
  location.assign(`${addresses.authorization_endpoint}?${query}`);
}

/**
 * What came back with this address, or null when nobody comes from the provider. The query leaves
 * the address bar at once.
 *
 * @returns {carry, idToken, identity, person} or {carry, error}
 */
export async function comeBack() {
  const query = new URLSearchParams(location.search);
  if (!query.has('state')) {
    return null;
  }
  history.replaceState(null, '', here() + location.hash);
  const trip = await kept(TRIP + query.get('state'));
  if (trip === undefined) {
    return null;
  }
  await forget(TRIP + query.get('state'));
  if (query.has('error') || !query.has('code')) {
    return { trip, carry: trip.carry, error: query.get('error') ?? 'no_code' };
  }
  return { trip, carry: trip.carry, ...(await redeem(trip, query.get('code'))) };
}

async function redeem(trip, code) {
  const addresses = await discover(trip.provider);
  const answer = await fetch(addresses.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: here(),
      client_id: trip.provider.clientId,
      code_verifier: trip.verifier,
    }),
  });
  if (!answer.ok) {
    return { error: 'code_refused' };
  }
  const tokens = await answer.json();
  if (claims(tokens.id_token).nonce !== trip.nonce) {
    return { error: 'other_nonce' };
  }
  const identity = await signedIdentity(addresses, tokens.access_token);
  return { idToken: tokens.id_token, identity, person: person(identity || tokens.id_token) };
}

/** The signed identity; empty where the provider has it in the token's claims. */
async function signedIdentity(addresses, accessToken) {
  const answer = await fetch(addresses.userinfo_endpoint, {
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  const type = answer.headers.get('Content-Type') ?? '';
  return answer.ok && type.startsWith('application/jwt') ? (await answer.text()).trim() : '';
}

/** Who the token says it is; the exchange and the ledger check the signature, not the page. */
function person(token) {
  const { name, id_type: system, id_number: number } = claims(token);
  return { id: { system, number }, name };
}

function claims(token) {
  return JSON.parse(new TextDecoder().decode(fromBase64url(token.split('.')[1])));
}
