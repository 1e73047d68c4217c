import * as api from './api.js';
import { detail, nothing } from './detail.js';
import { kpis, row } from './list.js';
import { shell } from './shell.js';
import { age } from './words.js';

const narrow = window.matchMedia('(max-width: 899px)');
const byId = (id) => document.getElementById(id);
const state = { items: [], next: null, selected: null, filter: {}, pages: 1 };
let refreshing = null;
let again = false;

const me = await shell();

const wanted = () => decodeURIComponent(location.hash.replace(/^#\/((incidents|tickets)\/)?/, '')) || null;
const open = (id) => { location.hash = `#/incidents/${encodeURIComponent(id)}`; };

async function load() {
  const items = [];
  let cursor = null;
  for (let page = 0; page < state.pages; page += 1) {
    const answer = await api.tickets({ ...state.filter, cursor });
    items.push(...answer.items);
    cursor = answer.next ?? null;
    if (!cursor) break;
  }
  state.items = items;
  state.next = cursor;
  const filtered = Object.values(state.filter).some(Boolean);
  byId('kpis').replaceChildren(...kpis(filtered ? (await api.tickets()).items : items));
}

function drawList() {
  const focused = document.activeElement?.dataset?.id;
  byId('count').textContent = `${state.items.length}${state.next ? '+' : ''} shown, newest first`;
  byId('tickets').replaceChildren(...state.items.map((t) => row(t, t.incident_id === state.selected, open)));
  byId('more').hidden = !state.next;
  if (focused) byId('tickets').querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}

async function drawTicket() {
  const pane = byId('ticket');
  state.selected = wanted() ?? state.items[0]?.incident_id ?? null;
  if (!state.selected) {
    pane.replaceChildren(nothing(state.items.length === 0));
    return;
  }
  const id = state.selected;
  try {
    const [ticket, now] = await Promise.all([api.ticket(id), present(id)]);
    if (id !== state.selected) return;
    const scroll = pane.scrollTop;
    const kept = pane.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    pane.replaceChildren(...detail(ticket, now, me, refresh));
    pane.scrollTop = scroll;
    if (kept) pane.querySelector(`[data-keep="${CSS.escape(kept)}"]`)?.focus();
  } catch {
    if (id === state.selected) pane.replaceChildren(nothing(false));
  }
}

/** The orchestrator's view of the incident; without an answer the ticket shows what was reported last. */
async function present(id) {
  try {
    return { incident: await api.incident(id) };
  } catch (problem) {
    return { problem };
  }
}

/** Brings all in line with the server; news that come meanwhile make it run once more. */
async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = (async () => {
    do {
      again = false;
      await load();
      await drawTicket();
      drawList();
    } while (again);
  })();
  try {
    await refreshing;
  } catch (problem) {
    live(false, problem.message);
  } finally {
    refreshing = null;
  }
  return null;
}

function live(on, why) {
  byId('live').className = `pill ${on ? 'on' : 'off'}`;
  byId('live-text').textContent = on ? 'live' : `not live: ${why ?? 'connecting again…'}`;
}

byId('filters').addEventListener('input', (event) => {
  state.filter = Object.fromEntries(new FormData(event.currentTarget));
  state.pages = 1;
  refresh();
});
byId('filters').addEventListener('submit', (event) => event.preventDefault());
byId('more').addEventListener('click', () => { state.pages += 1; refresh(); });
window.addEventListener('hashchange', async () => {
  await drawTicket();
  drawList();
  if (narrow.matches) byId('ticket').scrollIntoView();
});
setInterval(() => document.querySelectorAll('[data-since]').forEach((e) => { e.textContent = age(e.dataset.since); }), 1000);

api.listen(() => refresh(), (on) => { live(on); if (on) refresh(); });
refresh();
