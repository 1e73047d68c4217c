import { commandPanel, comments, protections } from './commands.js';
import { h, sharesBar } from './dom.js';
import { PHASES, TIERS, age, clock, facts, isClosed, phaseClass, severity, standing } from './words.js';

export function nothing(empty) {
  return h('div', { class: 'empty' },
    h('b', {}, empty ? 'All quiet' : 'Choose an incident'),
    empty ? 'No incident yet. When an alert comes in, its ticket appears here by itself.'
      : 'Its timeline, services and tunnels appear here, and stay live.');
}

/** An incident's page. `now` is what the orchestrator says, {incident} or {problem}. */
export function detail(ticket, now, me, reload) {
  return [head(ticket), commandPanel(ticket, now, me, reload), protections(now.incident), h('div', { class: 'body' },
    h('div', {}, comments(now.incident), timeline(ticket)), side(ticket))].filter(Boolean);
}

function head(ticket) {
  const until = ticket.closed_at ?? new Date();
  return h('div', { class: 'head' },
    h('h2', {}, severity(ticket.severity), ticket.incident_id, h('span', { class: 'dim' }, standing(ticket))),
    h('p', {}, ticket.summary),
    h('p', { class: 'dim' }, `opened ${clock(ticket.created_at)} · `,
      h('span', { 'data-since': isClosed(ticket) ? null : ticket.created_at }, age(ticket.created_at, until)),
      ticket.closed_at ? ` · closed ${clock(ticket.closed_at)}` : ''),
    h('ol', { class: 'steps' }, PHASES.map((name, i) => h('li', {
      class: phaseClass(ticket, i + 1), 'aria-current': phaseClass(ticket, i + 1) === 'now' ? 'step' : null,
    }, `${i + 1} ${name}`))));
}

function timeline(ticket) {
  const newestFirst = [...ticket.updates].reverse();
  return h('ol', { class: 'timeline', 'aria-label': 'Timeline, newest first' }, newestFirst.map((update) => {
    const payload = update.payload;
    const at = payload.updated_at ?? payload.created_at ?? payload.closed_at ?? payload.occurred_at ?? update.received_at;
    const line = facts(update.task_type === 'new_ticket' ? { degraded_links: payload.degraded_links } : payload.details);
    return h('li', { 'data-type': update.task_type, 'data-phase': payload.phase },
      h('time', { datetime: at }, clock(at)), h('span', { class: `mark ${update.task_type}` }),
      h('div', {}, h('p', {}, payload.message ?? payload.summary), line ? h('p', { class: 'facts-inline' }, line) : null));
  }));
}

function side(ticket) {
  const details = ticket.updates.map((update) => update.payload.details ?? {});
  const last = (key) => details.findLast((d) => d[key] !== undefined)?.[key];
  return h('aside', { class: 'side', 'aria-label': 'Facts' },
    h('h3', {}, 'Degraded links'),
    h('div', { class: 'chips' }, ticket.degraded_links.map((link) => h('span', { class: isClosed(ticket) ? 'chip' : 'chip bad' }, link))),
    h('h3', {}, `Services by tier${ticket.total_affected ? ` (${ticket.total_affected})` : ''}`),
    h('div', { class: 'tiers' }, TIERS.map((tier) => h('div', {}, h('b', {}, String(ticket.services_by_tier[tier] ?? 0)), h('small', {}, tier)))),
    weights(last('protection_weight')),
    hold(ticket, details),
    h('h3', {}, `Tunnels (${ticket.tunnel_ids.length})`),
    tunnels(ticket, last('tunnels') ?? [], last('paths') ?? []));
}

function weights(protection) {
  if (protection === undefined) return null;
  return h('div', {}, h('h3', {}, 'Traffic'), h('div', { class: 'shares' }, sharesBar(protection)),
    h('div', { class: 'row dim' }, h('span', {}, `${protection} % protection`), h('span', {}, `${100 - protection} % original`)));
}

function hold(ticket, details) {
  const newest = details.findLast((d) => d.hold_seconds !== undefined);
  if (!newest) return null;
  const words = { hold_timer_started: 'running', hold_timer_expired: 'expired, path verified' };
  return h('div', {}, h('h3', {}, 'Hold timer'), h('dl', {},
    h('dt', {}, 'Tier'), h('dd', {}, newest.sla_tier ?? ''), h('dt', {}, 'Time'), h('dd', {}, `${newest.hold_seconds} s`),
    h('dt', {}, 'State'), h('dd', {}, words[newest.event] ?? String(newest.event ?? '').replaceAll('_', ' '))));
}

function tunnels(ticket, known, paths) {
  if (!ticket.tunnel_ids.length) return h('p', { class: 'dim' }, 'none yet');
  const path = new Map(paths.map((p) => [p.protection_key, p]));
  return h('div', {}, ticket.tunnel_ids.map((id) => {
    const tunnel = known.find((t) => t.tunnel_id === id) ?? {};
    const links = path.get(tunnel.protection_key)?.links;
    const line = [tunnel.te_type, tunnel.binding_sid && `binding SID ${tunnel.binding_sid}`].filter(Boolean).join(' · ');
    return h('div', { class: 'tunnel' }, h('span', { class: 'mono' }, id), line ? h('p', {}, line) : null,
      links ? h('p', {}, `over ${links.join(', ')}`) : null);
  }));
}
