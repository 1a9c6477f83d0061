// Every end that is not success: what happened, what one can do, whom to call, the number to quote,
// and that paper stays possible.

import { session } from '../api.js';
import { config } from '../config.js';
import { h, icon } from '../dom.js';
import { card, primary, row, secondary, show } from '../frame.js';
import { words } from '../words.js';
import { login } from './login.js';

/**
 * Shows an end.
 *
 * @param code which, as in words().ends
 * @param problem the exchange's answer, with its reference
 * @param again what the button does that tries again, where that makes sense
 */
export function end(code, problem, again) {
  const w = words();
  const known = w.ends[code]?.heading === undefined ? 'unexpected' : code;
  const { heading, what, can } = w.ends[known];
  const phone = config.platform?.phone;
  show({
    heading,
    body: [
      h('div', { class: 'verdict' }, known === 'refused' ? icon('ok', 'large') : icon('warn', 'large warn'), h('p', {}, what)),
      known !== 'unexpected' || !problem?.detail ? '' : h('p', { class: 'note' }, problem.detail),
      card(
        {},
        h('h2', {}, w.ends.whatYouCan),
        h('ul', {}, can.map((text) => h('li', {}, text))),
        h('p', {}, w.ends.paper),
        phone && h('p', {}, h('a', { class: 'phone', href: `tel:${phone}` }, icon('phone'), w.ends.callUs(phone))),
        problem?.reference &&
          h('p', {}, `${w.ends.quote} `, h('strong', { class: 'number' }, problem.reference)),
      ),
      session() && known !== 'nothing-here' && h('div', { class: 'weui-cells' }, row(w.myConsents, '#/consents')),
    ],
    actions: actions(known, again, w),
  });
}

function actions(code, again, w) {
  if (code === 'link-closed') {
    return [secondary(w.ends.loginAgain, () => login(location.hash))];
  }
  if (code === 'nothing-here') {
    return [primary(w.myConsents, () => (location.hash = '#/consents'))];
  }
  return again ? [primary(w.ends.again, () => again())] : [];
}
