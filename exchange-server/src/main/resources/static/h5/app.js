// Where the page begins: which screen an address shows, and what happens when somebody comes back
// from the identity provider.

import { Problem, session } from './api.js';
import { loadConfig } from './config.js';
import { onRedraw, showBusy } from './frame.js';
import { forgetOld } from './keep.js';
import { comeBack } from './login.js';
import { choose } from './screens/choose.js';
import { consent } from './screens/consent.js';
import { consents } from './screens/consents.js';
import { end } from './screens/end.js';
import { handover, inOtherApp } from './screens/handover.js';
import { login, loggedIn } from './screens/login.js';
import { progress } from './screens/progress.js';
import { openLink, request } from './screens/request.js';
import { signed, text } from './screens/text.js';
import { withdraw, withdrawn } from './screens/withdraw.js';
import { words } from './words.js';

const ID = '([A-Za-z0-9_-]{1,64})';
const SCREENS = [
  [new RegExp('^#/r/([A-Za-z0-9_-]{16,128})$'), openLink],
  [new RegExp(`^#/request/${ID}$`), request],
  [new RegExp(`^#/request/${ID}/choose(?:/([0-9]{1,2}))?$`), choose],
  [new RegExp(`^#/request/${ID}/text$`), text],
  [/^#\/consents$/, consents],
  [new RegExp(`^#/consents/${ID}$`), consent],
  [new RegExp(`^#/consents/${ID}/progress$`), progress],
  [new RegExp(`^#/consents/${ID}/withdraw$`), withdraw],
];
/** What somebody went to the provider for, and who goes on when they come back. */
const ERRANDS = { login: loggedIn, grant: signed, withdraw: withdrawn };

/** Shows the screen of the current address; a later one overtakes an earlier that still loads. */
async function draw() {
  const found = SCREENS.map(([pattern, screen]) => [pattern.exec(location.hash), screen]).find(
    ([match]) => match !== null,
  );
  await guarded(async () => {
    if (found === undefined) {
      end('nothing-here');
    } else if (session() === null) {
      await login(location.hash);
    } else {
      await found[1](...found[0].slice(1));
    }
  });
}

async function guarded(act) {
  try {
    await act();
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) {
      await login(location.hash, words().login.expired).catch(() => end('offline'));
    } else if (problem instanceof Problem) {
      end(problem.code, problem, draw);
    } else {
      end('unexpected', undefined, draw);
      throw problem;
    }
  }
}

async function begin() {
  onRedraw(draw);
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
  showBusy(words().busy);
  if (inOtherApp(navigator.userAgent)) {
    await loadConfig().catch(() => {});
    onRedraw(handover);
    handover();
    return;
  }
  if (!window.isSecureContext || !crypto.subtle || !window.indexedDB) {
    end('wrong-browser');
    return;
  }
  try {
    await loadConfig();
    await forgetOld();
  } catch {
    end('offline', undefined, begin);
    return;
  }
  window.addEventListener('hashchange', draw);
  let back = null;
  await guarded(async () => {
    back = await comeBack();
    if (back !== null) {
      await ERRANDS[back.carry.errand](back);
    }
  });
  if (back === null) {
    await draw();
  }
}

await begin();
