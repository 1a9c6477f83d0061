// Bytes, base64url, SHA-256 and the one form of JSON that is signed (RFC 8785).

const utf8 = new TextEncoder();

/** Base64url without padding. */
export function base64url(bytes) {
  let binary = '';
  for (const byte of new Uint8Array(bytes)) {
    binary += String.fromCharCode(byte);
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The bytes of a base64url text. */
export function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Fresh random bytes as base64url. */
export function randomText(bytes = 16) {
  return base64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** UTF-8 bytes. */
export function bytesOf(text) {
  return utf8.encode(text);
}

/** SHA-256 of some bytes, as base64url. */
export async function sha256(bytes) {
  return base64url(await crypto.subtle.digest('SHA-256', bytes));
}

/**
 * Canonical JSON text (RFC 8785) of what a statement is made of: objects, arrays, text, true, false
 * and whole numbers. Anything else is an error, never a guess.
 */
export function canonicalJson(value) {
  if (typeof value === 'string') {
    if (!wellFormed(value)) {
      throw new TypeError('a lone surrogate has no JSON form');
    }
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) {
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (value !== null && typeof value === 'object') {
    // The order of UTF-16 code units, as the RFC asks, is that of sort().
    const members = Object.keys(value)
      .sort()
      .map((name) => `${canonicalJson(name)}:${canonicalJson(value[name])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`no canonical form: ${typeof value}`);
}

/** UTF-8 bytes of the canonical form. */
export function canonicalBytes(value) {
  return bytesOf(canonicalJson(value));
}

/** SHA-256 over the canonical form. */
export function digestOf(value) {
  return sha256(canonicalBytes(value));
}

/** A time as the exchange writes it: UTC, whole seconds. */
export function instant(milliseconds) {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

function wellFormed(text) {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
