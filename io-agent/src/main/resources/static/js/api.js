/** What went wrong, in words: an RFC 9457 problem, or no answer at all (status 0). */
export class Problem extends Error {
  constructor(status, body) {
    const fields = (body?.errors ?? []).map((e) => `${e.field} ${e.message}`);
    super([body?.detail ?? (status ? `The answer was ${status}.` : 'The console does not answer.'), ...fields].join(' · '));
    this.status = status;
  }
}

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { Accept: 'application/json', ...(body ? { 'Content-Type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Problem(0);
  }
  if (response.status === 401) {
    location.assign('/login.html');
    return new Promise(() => {});
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

const get = (path) => call('GET', path);
const query = (filter) => new URLSearchParams(Object.entries(filter).filter(([, value]) => value));

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

/** Listens for updates; the browser resumes by itself with the id of the last one. */
export function listen(onUpdate, onState) {
  const stream = new EventSource('/api/stream');
  stream.addEventListener('open', () => onState(true));
  stream.addEventListener('error', () => onState(false));
  stream.addEventListener('update', (event) => onUpdate(JSON.parse(event.data)));
}
