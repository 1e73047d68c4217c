async function get(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  if (response.status === 401) {
    location.assign('/login.html');
    return new Promise(() => {});
  }
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

export function tickets(filter = {}) {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value));
  return get(`/api/tickets?${query}`);
}

export const ticket = (id) => get(`/api/tickets/${encodeURIComponent(id)}`);

/** Listens for updates; the browser resumes by itself with the id of the last one. */
export function listen(onUpdate, onState) {
  const stream = new EventSource('/api/stream');
  stream.addEventListener('open', () => onState(true));
  stream.addEventListener('error', () => onState(false));
  stream.addEventListener('update', (event) => onUpdate(JSON.parse(event.data)));
}
