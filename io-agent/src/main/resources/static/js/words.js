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

/** The date, unless it is today. */
export function day(instant) {
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString() ? '' : date.toLocaleDateString([], { day: '2-digit', month: 'short' });
}

const REASONS = {
  no_alternate_path: 'no path avoids the degraded links',
  no_room: 'moving the traffic would fill other links',
  own_congestion: 'protections fill a link, and their original path is cut',
  impact_unavailable: 'it is not known which services suffer',
  path_computation_unavailable: 'no plan could be computed',
  provision_failed: 'a protection tunnel could not be set up',
  head_end_busy: 'other changes kept the head-ends busy',
  not_steered: 'some services could not be put on their protection tunnel',
  unprotected: 'services are degraded and no protection covers them',
  monitoring_unavailable: 'traffic is protected, but the original path is not monitored',
  cutover_held: 'traffic stays shared as it is, moving it on is tried again',
  cutover_failed: 'traffic could not be moved back; it stays on its protection',
  cleanup_failed: 'a protection tunnel is still in the network',
  telemetry_missing: 'the original path cannot be measured',
  did_not_help: 'moving the traffic did not help twice',
  made_worse: 'moving the traffic made things worse, it is back where it was',
  tunnel_lost: 'a protection tunnel vanished again and again',
  plan_rejected: 'the plan was rejected',
  automation_stopped: 'automation is stopped for the whole fleet',
  change_freeze: 'a change freeze covers what would have to be changed',
  protected_node: 'a node is in the way that automation may not touch',
  cap_exceeded: 'it would change more than automation may',
  approval_missing: 'a person’s approval is missing',
};

const DECLINES = {
  no_path: 'no path holds the constraints',
  no_room: 'every path would fill a link',
  not_better: 'no path is predicted to be better',
  no_time: 'the plan ran out of time before it, and is made again',
};

/** Why traffic stays where it is, and what would help. */
export function declineWords(decline) {
  const links = decline.links.length ? ` (${decline.links.join(', ')})` : '';
  return `Left where it is: ${DECLINES[decline.reason] ?? decline.reason}${links}${decline.remedy ? `; ${decline.remedy}` : ''}`;
}

export const reasonWords = (reason) => REASONS[reason] ?? String(reason).replaceAll('_', ' ');

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
