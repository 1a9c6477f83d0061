// Where the exchange is, from config.json beside this page, and what it says of itself. A city that
// hosts the page writes its own provider into config.json; then the exchange's word does not count.

export const config = { api: 'api', provider: null, platform: null, authority: null };

/** Reads both. */
export async function loadConfig() {
  const own = await (await fetch('config.json', { cache: 'no-store' })).json();
  config.api = own.api.replace(/\/$/, '');
  const answer = await fetch(`${config.api}/settings`, { cache: 'no-store', credentials: 'omit' });
  if (!answer.ok) {
    throw new Error('the exchange does not answer');
  }
  const settings = await answer.json();
  config.provider = own.provider ?? settings.provider;
  config.platform = settings.platform;
  config.authority = settings.authority;
}
