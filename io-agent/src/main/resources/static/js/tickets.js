import * as api from './api.js';
import { ask, hideNotice } from './dialog.js';
import { h } from './dom.js';
import { enhancement, row } from './enhancement.js';
import { shell } from './shell.js';

const EVERY_MS = 5_000;
const narrow = window.matchMedia('(max-width: 899px)');
const byId = (id) => document.getElementById(id);
const state = { items: [], next: null, filter: {}, pages: 1, asked: 0, shown: '' };
const tenants = new Set();
const me = await shell();

const wanted = () => decodeURIComponent(location.hash.replace(/^#\/?/, '')) || null;
const selected = () => wanted() ?? state.items[0]?.job_id ?? null;
const open = (job) => { location.hash = `#/${encodeURIComponent(job)}`; };

async function load() {
  const asked = state.asked += 1;
  const items = [];
  let cursor = null;
  for (let page = 0; page < state.pages; page += 1) {
    const answer = await api.enhancements({ ...state.filter, cursor });
    items.push(...answer.items);
    cursor = answer.next ?? null;
    if (!cursor) break;
  }
  if (asked !== state.asked) return false;
  state.items = items;
  state.next = cursor;
  return true;
}

function drawList() {
  const focused = document.activeElement?.dataset?.id;
  byId('count').textContent = `${state.items.length}${state.next ? '+' : ''} shown, newest first`;
  byId('tickets').replaceChildren(...state.items.map((item) => row(item, item.job_id === selected(), open)));
  if (!state.items.length) byId('tickets').append(h('li', { class: 'none dim' }, 'None.'));
  byId('more').hidden = !state.next;
  if (focused) byId('tickets').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  state.items.forEach((item) => tenants.add(item.tenant_id));
  byId('tenants').replaceChildren(...[...tenants].sort().map((name) => h('option', { value: name })));
}

async function drawTicket() {
  const pane = byId('ticket');
  const job = selected();
  if (!job) {
    pane.replaceChildren(empty());
    state.shown = '';
    return;
  }
  const item = await api.enhancement(job);
  const text = JSON.stringify(item);
  if (job !== selected() || text === state.shown) return;
  const kept = pane.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
  const scroll = state.shown.includes(job) ? pane.scrollTop : 0;
  state.shown = text;
  pane.replaceChildren(...enhancement(item, me, give));
  pane.scrollTop = scroll;
  if (kept) pane.querySelector(`[data-keep="${CSS.escape(kept)}"]`)?.focus();
}

function empty() {
  const filtered = Object.values(state.filter).some(Boolean);
  return h('div', { class: 'empty' }, h('b', {}, filtered ? 'No such ticket' : 'No ticket yet'),
    filtered ? 'Nothing in the history fits the filter.' : 'When a tenant’s service desk sends a ticket, what was made of it appears here.');
}

async function give(item, thumb) {
  hideNotice();
  await ask({
    title: thumb === 'up' ? 'It helped' : 'It did not help',
    text: `Your last word about ${item.ticket_id} is kept, with your name.`,
    fields: [h('label', {}, 'Comment, if you like', h('textarea', { name: 'comment', rows: '3', maxlength: '2000', autofocus: true }))],
    button: 'Keep it',
    send: ({ comment }) => api.thumb(item.job_id, { thumb, ...(comment.trim() ? { comment: comment.trim() } : {}) }),
  });
  await refresh();
}

async function refresh() {
  try {
    if (await load()) drawList();
    await drawTicket();
    away(null);
  } catch (problem) {
    if (problem.status === 404 || problem.status === 400) {
      byId('ticket').replaceChildren(h('div', { class: 'empty' }, h('b', {}, 'No such ticket'), problem.message));
      state.shown = '';
      away(null);
    } else {
      away(problem);
    }
  }
}

function away(problem) {
  byId('live').className = `pill ${problem ? 'off' : 'on'}`;
  byId('live-text').textContent = problem ? 'not live' : 'live';
  byId('away').hidden = !problem;
  byId('away').textContent = problem ? `Tickets cannot be shown now: ${problem.message}. Incidents are not affected. The console tries again by itself.` : '';
  if (problem && !state.shown) byId('ticket').replaceChildren(h('div', { class: 'empty' }, h('b', {}, 'The history is away'), 'It appears here once it answers again.'));
}

let typing = 0;
byId('filters').addEventListener('input', (event) => {
  state.filter = Object.fromEntries(new FormData(event.currentTarget));
  state.pages = 1;
  clearTimeout(typing);
  typing = setTimeout(refresh, 250);
});
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('more').addEventListener('click', () => { state.pages += 1; refresh(); });
window.addEventListener('hashchange', async () => {
  drawList();
  await refresh();
  if (narrow.matches) byId('ticket').scrollIntoView();
});
setInterval(() => { if (!document.hidden) refresh(); }, EVERY_MS);
refresh();
