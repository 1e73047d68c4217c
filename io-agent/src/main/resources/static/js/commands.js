import { buttons, waiting } from './actions.js';
import { h } from './dom.js';
import { age, clock, day, declineWords, reasonWords } from './words.js';

/** What the incident waits for, and what a person can do about it. `now` is {incident} or {problem}. */
export function commandPanel(ticket, now, me, reload) {
  const { incident, problem } = now;
  if (!incident) {
    return problem && problem.status !== 404
      ? h('div', { class: 'commands' }, h('p', { class: 'banner quiet' }, `What can be done now is not known: ${problem.message}. Below is the latest state that was reported.`))
      : null;
  }
  const banners = [takenOver(incident), approval(incident), called(ticket, incident), overload(incident), congestion(incident)].filter(Boolean);
  const whose = [
    incident.acknowledged_by && `acknowledged by ${incident.acknowledged_by}`,
    incident.assignee && `assigned to ${incident.assignee}`,
  ].filter(Boolean).join(' · ');
  return h('section', { class: 'commands', 'aria-label': 'What it waits for' }, banners,
    whose ? h('p', { class: 'dim' }, whose) : null,
    me.may_act ? buttons(incident, me, reload) : null);
}

function takenOver(incident) {
  if (!incident.taken_over_by || incident.status === 'closed') return null;
  return h('p', { class: 'banner person' }, h('b', {}, `${incident.taken_over_by} has this incident.`),
    ' Automation writes nothing for it until it is handed back.');
}

function approval(incident) {
  if (incident.waiting_for !== 'approval') return null;
  const plans = waiting(incident);
  return h('div', { class: 'banner wait' }, h('b', {}, 'Waits for approval.'), ' Nothing is moved until a person decides.',
    h('ul', {}, plans.map((p) => h('li', {}, h('span', { class: 'mono' }, p.protection_key),
      ` · ${p.sla_tier} · ${p.services.length} service${p.services.length === 1 ? '' : 's'}`,
      p.path ? ` · over ${p.path.links.join(', ')}` : '', p.path?.delay_ms != null ? ` · ${round(p.path.delay_ms)} ms` : ''))));
}

function called(ticket, incident) {
  const why = incident.escalation;
  if (!why) return null;
  const last = ticket.updates.map((u) => u.payload).findLast((p) => p.status === 'escalated' && p.details?.reason === why.reason);
  const options = last?.details?.options ?? [];
  return h('div', { class: 'banner bad' }, h('b', {}, 'A person is needed: '), reasonWords(why.reason),
    h('p', {}, last ? `${last.message} · ` : '', `phase ${why.phase}, ${day(why.at)} ${clock(why.at)}, `,
      h('span', { 'data-since': why.at }, age(why.at)), ' ago'),
    options.length ? h('p', {}, `Choices: ${options.map((o) => o.replaceAll('_', ' ')).join(', ')}`) : null);
}

function overload(incident) {
  const decided = incident.overload_allowed;
  if (!decided || incident.status === 'closed') return null;
  return h('p', { class: 'banner person' }, h('b', {}, `${decided.actor} allowed paths without room. `), decided.reason);
}

function congestion(incident) {
  if (!incident.own_congestion?.length || incident.status === 'closed') return null;
  const links = incident.own_congestion.map((l) => (l.utilisation == null ? l.link_id : `${l.link_id} (${round(l.utilisation * 100)} %)`));
  return h('p', { class: 'banner quiet' }, h('b', {}, 'Own congestion: '), `protections of this incident fill ${links.join(', ')}. Their traffic is moved elsewhere, or back.`);
}

/** Each protection as it stands, and what the services had before and after it. */
export function protections(incident) {
  if (!incident?.protections.length) return null;
  const judged = incident.protections.filter((p) => p.helped !== undefined);
  const helped = judged.filter((p) => p.helped).length;
  const verdict = judged.length ? `${helped} of ${judged.length} helped` : 'whether it helped is not known yet';
  return h('div', { class: 'protections' },
    h('h3', { id: 'protections-title' }, `Protections (${incident.protections.length})`, h('span', {}, verdict)),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'protections-title', 'data-keep': 'protections' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Protection', 'State', 'Services', 'Delay before → after', 'Jitter', 'Loss', 'Helped'].map((t) => h('th', { scope: 'col' }, t)))),
      h('tbody', {}, incident.protections.map(line)))));
}

function line(p) {
  const state = p.covered_by ? `covered by ${p.covered_by}` : p.state.replaceAll('_', ' ');
  const verdict = p.helped === undefined ? h('span', { class: 'dim' }, 'not known')
    : h('span', { class: p.helped ? 'good' : 'alarm' }, p.helped ? '✓ yes' : '✕ no');
  return h('tr', {},
    h('th', { scope: 'row' }, h('span', { class: 'mono' }, p.protection_key)),
    h('td', {}, state, p.last_error ? h('small', {}, p.last_error) : null, p.decline ? h('small', {}, declineWords(p.decline)) : null),
    h('td', {}, `${p.services.length} ${p.sla_tier}`),
    h('td', {}, pair(p, 'latency_ms', 'ms')), h('td', {}, pair(p, 'jitter_ms', 'ms')), h('td', {}, pair(p, 'loss_pct', '%')),
    h('td', {}, verdict));
}

function pair(p, name, unit) {
  const [before, after] = [p.sla_before?.[name], p.sla_after?.[name]];
  if (before == null && after == null) return h('span', { class: 'dim' }, '–');
  return `${before == null ? '?' : round(before)} → ${after == null ? '?' : round(after)} ${unit}`;
}

const round = (value) => (Math.abs(value) >= 10 ? value.toFixed(0) : String(Number(value.toFixed(2))));

export function comments(incident) {
  if (!incident?.comments?.length) return null;
  return h('section', { class: 'comments', 'aria-label': 'Comments' }, h('h3', {}, `Comments (${incident.comments.length})`),
    h('ul', {}, incident.comments.map((c) => h('li', {}, h('p', {}, c.text), h('p', { class: 'dim' }, `${c.actor} · ${day(c.at)} ${clock(c.at)}`)))));
}
