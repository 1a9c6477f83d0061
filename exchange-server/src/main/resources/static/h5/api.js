// The exchange's API, and who is logged in at it.

import { config } from './config.js';
import { language } from './words.js';

const SESSION = 'claim-exchange-session';

/** An answer that is no success: problem details (RFC 9457). */
export class Problem extends Error {
  constructor(status, code, detail, reference) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.reference = reference;
  }
}

/** The session of this tab, or null once its 15 minutes are over. */
export function session() {
  const text = sessionStorage.getItem(SESSION);
  const kept = text === null ? null : JSON.parse(text);
  return kept !== null && Date.parse(kept.expiresAt) > Date.now() ? kept : null;
}

/** Starts a session for a fresh token of the provider. */
export async function startSession(idToken, identity) {
  const started = await call('POST', 'session', { idToken, identity });
  sessionStorage.setItem(SESSION, JSON.stringify(started));
}

/** Ends it in this tab. */
export function endSession() {
  sessionStorage.removeItem(SESSION);
}

/**
 * One call.
 *
 * @throws Problem with code `offline` where nothing answers
 */
export async function call(method, path, body) {
  const headers = { 'Accept-Language': language() };
  const current = session();
  if (current !== null) {
    headers.Authorization = `Bearer ${current.token}`;
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(`${config.api}/${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
    });
  } catch {
    throw new Problem(0, 'offline', '', '');
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    if (answer.status === 401) {
      endSession();
    }
    const { code = 'unexpected', detail = '', reference = '' } = content;
    throw new Problem(answer.status, code, detail, reference);
  }
  return content;
}
