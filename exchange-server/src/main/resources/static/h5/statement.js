// What a person signs, and the key made for it alone. See docs/architecture.md, "What is signed by
// a person"; the names and shapes are those of the ledger model's consent package.

import { base64url, canonicalBytes, digestOf, instant, randomText } from './encoding.js';

const CONSENT = 'claimexchange/consent-statement/v1';
const WITHDRAWAL = 'claimexchange/withdrawal/v1';
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** A value with a fresh salt of 128 bits that hides it. */
function opening(name, value) {
  return { salt: randomText(), name, value };
}

/** What stands in the statement for an opening. */
export function digestOfOpening({ salt, name, value }) {
  return digestOf([salt, name, value]);
}

/** The openings of a consent; `text` is the SHA-256 of the text that was shown. */
export function consentOpenings({ request, parts, terms, template, language, text }) {
  return {
    subject: opening('subject', request.subject),
    grantor: opening('grantor', request.grantor),
    relation: opening('relation', request.relation),
    recipients: opening(
      'recipients',
      request.recipients.map(({ participant, role }) => ({ participant, role })),
    ),
    purpose: opening('purpose', request.purpose),
    parts: parts.map((part) => opening('part', part)),
    terms: opening('terms', terms),
    shown: opening('shown', { template, language, text }),
    // Nobody stands by at a phone; an empty list, hidden, looks like any other.
    witness: opening('witness', []),
  };
}

/** The statement that is signed: digests only. */
export async function consentStatement(request, openings) {
  const statement = {
    type: CONSENT,
    consent: randomText(),
    request,
    parts: await Promise.all(openings.parts.map(digestOfOpening)),
  };
  const single = [
    'subject', 'grantor', 'relation', 'recipients', 'purpose', 'terms', 'shown', 'witness',
  ];
  for (const name of single) {
    statement[name] = await digestOfOpening(openings[name]);
  }
  return statement;
}

/** The statement that withdraws a consent. */
export function withdrawalStatement(consent, statementDigest, now) {
  return { type: WITHDRAWAL, consent, statement: statementDigest, at: instant(now) };
}

/** A key for one signature; its private half cannot leave this browser, not even for this page. */
export async function freshKey() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  return { privateKey: pair.privateKey, jwk: { kty, crv, x, y } };
}

/** The thumbprint of a public key (RFC 7638). */
export function thumbprint({ crv, kty, x, y }) {
  return digestOf({ crv, kty, x, y });
}

/** The nonce by which the provider's token commits to key and statement. */
export async function proofNonce(jwk, statement, random) {
  return digestOf([await thumbprint(jwk), await digestOf(statement), random]);
}

/** The signature over the statement's canonical bytes: r and s, 32 bytes each. */
export async function sign(privateKey, statement) {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return base64url(await crypto.subtle.sign(algorithm, privateKey, canonicalBytes(statement)));
}
