import { h } from './dom.js';

export const PHASES = ['Detect', 'Assess', 'Compute', 'Provision', 'Steer', 'Monitor', 'Restore'];
export const TIERS = ['platinum', 'gold', 'silver', 'bronze'];
/** Shown elsewhere on the page, or too long for a line. */
const HIDDEN = new Set(['paths', 'tunnels', 'tunnel_ids', 'nodes_executed', 'forecast', 'services', 'event', 'immediate']);
const MARKS = { critical: '▲', high: '◆', medium: '●', low: '○' };

export function severity(value) {
  return h('span', { class: `sev ${value ?? 'none'}` }, value ? `${MARKS[value]} ${value}` : '· unknown');
}

export function age(from, to = new Date()) {
  const seconds = Math.max(0, Math.round((new Date(to) - new Date(from)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d`;
}

export function clock(instant) {
  return new Date(instant).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
}

export function isClosed(ticket) {
  return ticket.status === 'closed';
}

export function phaseClass(ticket, number) {
  const phase = Number(ticket.phase);
  if (isClosed(ticket)) return ticket.resolution === 'resolved' || number < phase ? 'done' : '';
  if (number < phase) return 'done';
  if (number > phase) return '';
  return ticket.status === 'escalated' ? 'failed' : 'now';
}

export function standing(ticket) {
  if (isClosed(ticket)) return `closed · ${String(ticket.resolution ?? '').replace('_', ' ')}`;
  return `${ticket.phase} ${ticket.status}`;
}

/** The details of an update as one readable line. */
export function facts(details) {
  return Object.entries(details ?? {})
    .filter(([key, value]) => !HIDDEN.has(key) && !(Array.isArray(value) && value.length === 0))
    .map(([key, value]) => `${key.replaceAll('_', ' ')} ${text(value)}`)
    .join(' · ');
}

function text(value) {
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (value && typeof value === 'object') return Object.entries(value).map(([k, v]) => `${text(v)} ${k}`).join(', ');
  return String(value);
}
