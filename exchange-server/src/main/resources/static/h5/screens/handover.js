// Screen 0: inside another app's own browser, which that app can write into, the page only hands
// over to the phone's browser (RFC 8252, section 8.12). It shows nothing of the request.

import { call } from '../api.js';
import { h, qr } from '../dom.js';
import { card, primary, secondary, show } from '../frame.js';
import { words } from '../words.js';

const OTHER_APPS =
  /MicroMessenger|AlipayClient|DingTalk|QQ\/|Weibo|aweme|ToutiaoMicroApp|baiduboxapp|FBAN|FBAV|Instagram|Line\/|; wv\)/;
const APPLE_WITHOUT_SAFARI = /(iPhone|iPad|iPod).*AppleWebKit(?!.*Safari)/;

/** Whether the page runs inside another app. */
export function inOtherApp(userAgent) {
  return OTHER_APPS.test(userAgent) || APPLE_WITHOUT_SAFARI.test(userAgent);
}

/** Shows it. */
export function handover() {
  const w = words().handover;
  const status = h('p', { role: 'status', class: 'note' });
  const code = h('div', { class: 'qr-place' });
  show({
    heading: w.heading,
    body: [h('p', {}, w.why), h('p', { class: 'note' }, w.how), status, code],
    actions: [
      primary(w.open, () => openOutside(status, w)),
      secondary(w.copy, () => copy(status, w)),
    ],
  });
  drawQr(code, w);
}

function openOutside(status, w) {
  if (/Android/.test(navigator.userAgent)) {
    const rest = location.href.replace(/^https?:\/\//, '');
    const scheme = location.protocol.replace(':', '');
    location.href = `intent://${rest.replace('#', '%23')}#Intent;scheme=${scheme};action=android.intent.action.VIEW;end`;
  } else {
    window.open(location.href, '_blank', 'noopener');
  }
  status.textContent = w.how;
}

async function copy(status, w) {
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = w.copied;
  } catch {
    const field = h('textarea', { readonly: true, class: 'link', 'aria-label': w.copy });
    field.value = location.href;
    status.replaceChildren(field);
    field.focus();
    field.select();
  }
}

async function drawQr(place, w) {
  try {
    const code = await call('POST', 'link-code', { link: location.href });
    place.replaceChildren(card({ class: 'center' }, h('p', {}, w.qr), qr(code, w.qrLabel)));
  } catch {
    place.replaceChildren();
  }
}
