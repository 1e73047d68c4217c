/** What went wrong, in words: an RFC 9457 problem, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, body) {
    const fields = (body?.errors ?? []).map((e) => `${e.field} ${e.message}`);
    super([body?.detail ?? (status ? `The answer was ${status}.` : 'The console does not answer.'), ...fields].join(' · '));
    this.status = status;
  }
}

/** The token that shows a request to be this page's own; over TLS its cookie has a prefix. */
const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?cem_csrf=([^;]*)/)?.[1] ?? '';

async function send(method, path, body, type = 'application/json') {
  try {
    return await fetch(path, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body ? { 'Content-Type': type } : {}),
        ...(method === 'GET' ? {} : { 'X-XSRF-TOKEN': token() }),
      },
      body,
    });
  } catch {
    throw new Problem(0);
  }
}

async function call(method, path, body) {
  const response = await send(method, path, body && JSON.stringify(body));
  if (response.status === 401) {
    location.assign('/login.html');
    return new Promise(() => {});
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

const AGAIN_MS = 5_000;
const get = (path) => call('GET', path);
const query = (filter) => new URLSearchParams(Object.entries(filter).filter(([, value]) => value));

/** Logs in; fails with the reason. */
export async function login(user, password) {
  const response = await send('POST', '/login', new URLSearchParams({ user, password }), 'application/x-www-form-urlencoded');
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => null));
}

/** Logs out; resolves to where to go next, which may be the identity provider. */
export async function logout() {
  const response = await send('POST', '/logout');
  return response.ok ? (await response.json()).location : '/login.html';
}

export const waysIn = () => get('/login/ways');
export const me = () => get('/api/me');
export const tickets = (filter = {}) => get(`/api/tickets?${query(filter)}`);
export const ticket = (id) => get(`/api/tickets/${encodeURIComponent(id)}`);
export const incident = (id) => get(`/api/incidents/${encodeURIComponent(id)}`);
export const act = (id, ask) => call('POST', `/api/incidents/${encodeURIComponent(id)}/actions`, ask);
export const controls = () => get('/api/controls');
export const stop = (stopped, reason) => call('PUT', '/api/controls/stop', { stopped, reason });
export const enhancements = (filter = {}) => get(`/api/enhancements?${query(filter)}`);
export const enhancement = (job) => get(`/api/enhancements/${encodeURIComponent(job)}`);
export const thumb = (job, given) => call('POST', `/api/enhancements/${encodeURIComponent(job)}/feedback`, given);

/** Listens for updates. A browser resumes by itself what breaks off, and gives up what is refused: that is tried again here. */
export function listen(onUpdate, onState) {
  let last = '';
  const open = () => {
    const stream = new EventSource(`/api/stream${last && `?last_event_id=${last}`}`);
    stream.addEventListener('open', () => onState(true));
    stream.addEventListener('error', () => {
      onState(false);
      if (stream.readyState === EventSource.CLOSED) setTimeout(() => me().catch(() => {}).then(open), AGAIN_MS);
    });
    stream.addEventListener('update', (event) => {
      last = event.lastEventId;
      onUpdate(JSON.parse(event.data));
    });
  };
  open();
}
