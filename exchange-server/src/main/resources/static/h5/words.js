// The page's words in the reader's language. Every text is in words/, none elsewhere.

import { english } from './words/en.js';
import { chinese } from './words/zh-CN.js';

const KEPT = 'claim-exchange-language';
const LANGUAGES = { 'zh-CN': chinese, en: english };

let current = localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN';

/** BCP 47. */
export function language() {
  return current;
}

/** The words of the language. */
export function words() {
  return LANGUAGES[current];
}

/** The other language. */
export function switchLanguage() {
  current = current === 'en' ? 'zh-CN' : 'en';
  localStorage.setItem(KEPT, current);
}

/** A moment, in Shanghai, to the minute. */
export function moment(text) {
  return new Intl.DateTimeFormat(current, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(new Date(text));
}

/** A time of day, in Shanghai, to the second. */
export function timeOfDay(text) {
  return new Intl.DateTimeFormat(current, {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  }).format(new Date(text));
}

/** A day, in Shanghai. */
export function day(text) {
  return new Intl.DateTimeFormat(current, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
  }).format(new Date(text));
}
