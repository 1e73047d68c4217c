import { h } from './dom.js';
import { PHASES, age, isClosed, phaseClass, severity, standing } from './words.js';

export function row(ticket, selected, open) {
  const closed = isClosed(ticket);
  const services = ticket.total_affected ? ` · ${ticket.total_affected} services` : '';
  return h('li', {}, h('button', {
    class: `ticket ${closed ? 'closed' : ''}`, type: 'button', 'data-id': ticket.incident_id,
    'aria-current': selected ? 'true' : 'false', onclick: () => open(ticket.incident_id),
  },
  h('span', { class: 'row' },
    h('span', {}, severity(ticket.severity), ' ', ticket.incident_id),
    h('span', { class: 'dim', 'data-since': closed ? null : ticket.created_at },
      age(ticket.created_at, ticket.closed_at ?? new Date()))),
  h('span', { class: 'row' }, ticket.summary),
  h('span', { class: 'phases', 'aria-hidden': 'true' },
    PHASES.map((_, i) => h('i', { class: phaseClass(ticket, i + 1) }))),
  h('span', { class: 'row dim' }, h('span', {}, `${standing(ticket)}${services}`), ticket.waiting_for && !closed ? h('span', { class: 'wait' }, `waits for ${ticket.waiting_for}`) : null)));
}

export function kpis(tickets) {
  const open = tickets.filter((t) => !isClosed(t));
  const critical = open.filter((t) => t.severity === 'critical').length;
  const waiting = open.filter((t) => t.status === 'escalated' || t.waiting_for);
  const covered = open.filter((t) => ['monitoring', 'restoring'].includes(t.status));
  const today = new Date().toDateString();
  const closed = tickets.filter((t) => isClosed(t) && new Date(t.closed_at).toDateString() === today);
  const mean = closed.length ? Math.round(closed.reduce((sum, t) => sum + (t.duration_seconds ?? 0), 0) / closed.length) : null;
  const sum = (list, value) => list.reduce((total, t) => total + value(t), 0);
  return [
    card('Open incidents', open.length, critical ? h('em', { class: 'alarm' }, `${critical} critical`) : null),
    card('Services on protection', sum(covered, (t) => t.total_affected ?? 0), h('em', {}, `${sum(covered, (t) => t.tunnel_ids.length)} tunnels`)),
    card('Waiting for a person', h('span', { class: waiting.length ? 'wait' : '' }, String(waiting.length)), null),
    card('Closed today', closed.length, null),
    card('Mean time to close, today', mean === null ? '–' : age(0, mean * 1000), null),
  ];
}

function card(title, value, more) {
  return h('div', { class: 'card kpi' }, h('small', {}, title), h('strong', {}, value instanceof Node ? value : String(value)), more);
}
