import * as api from './api.js';
import { ask, reason, showNotice, hideNotice } from './dialog.js';
import { h } from './dom.js';

const ACTS = {
  approve: { name: 'Approve', text: 'The plan is carried out: tunnels are made, and traffic is moved.' },
  reject: { name: 'Reject', text: 'The plan is dropped. Another try takes other paths.' },
  hand_back: { name: 'Hand back', text: 'Automation goes on from where the incident stands.' },
  acknowledge: { name: 'Acknowledge', text: 'You have seen it. Automation goes on as it does.' },
  retry: { name: 'Retry', text: 'Another try is made, on another path where there is one.' },
  allow_overload: { name: 'Allow overload', danger: true, text: 'Until this incident is closed its protections may take paths without room. Links they load can go above their threshold, and other services can get worse. What had no room is planned again.' },
  take_over: { name: 'Take over', text: 'Automation writes nothing more for this incident until it is handed back. What carries traffic now stays.' },
  assign: { name: 'Assign', text: 'A person is responsible from now on. Automation goes on as it does.' },
  comment: { name: 'Comment', text: 'It is kept with the incident, for all to read.' },
  close: { name: 'Close', danger: true, text: 'What still stands in the network for it is removed first; then it is closed.' },
};
/** What a person had typed when the incident moved on. */
const drafts = new Map();

export const waiting = (incident) => incident.protections.filter((p) => p.state === 'proposed');

/** What the incident's state allows, the most urgent first. */
export function allowed(incident) {
  const closed = incident.status === 'closed';
  const rests = Boolean(incident.taken_over_by);
  const waits = incident.waiting_for === 'approval' && !rests;
  const can = {
    approve: waits,
    reject: waits,
    hand_back: rests && !closed,
    retry: !rests && ['escalated', 'monitoring'].includes(incident.status),
    allow_overload: !closed && !rests && !incident.overload_allowed && incident.protections.some((p) => p.decline?.reason === 'no_room'),
    acknowledge: !closed && !incident.acknowledged_by,
    take_over: !closed && !rests,
    assign: !closed,
    comment: true,
    close: !closed,
  };
  return Object.keys(ACTS).filter((name) => can[name]);
}

/** The buttons; `reload` brings the page in line with what is. */
export function buttons(incident, me, reload) {
  const names = allowed(incident);
  const urgent = incident.escalation ? ['approve', 'hand_back', 'retry'] : ['approve', 'hand_back', 'acknowledge'];
  const first = urgent.find((name) => names.includes(name));
  names.sort((a, b) => Number(b === first) - Number(a === first));
  return h('div', { class: 'bar actions', role: 'group', 'aria-label': 'What you can do' }, names.map((name) => h('button', {
    type: 'button', 'data-act': name, 'data-keep': `act-${name}`,
    class: name === first ? 'primary' : `plain ${ACTS[name].danger ? 'danger' : ''}`,
    onclick: () => decide(incident, name, me, reload),
  }, ACTS[name].name)));
}

async function decide(incident, name, me, reload) {
  hideNotice();
  const act = ACTS[name];
  const key = `${incident.incident_id} ${name}`;
  const sent = await ask({
    title: `${act.name} ${incident.incident_id}`,
    text: act.text,
    button: act.name,
    danger: act.danger,
    fields: [
      name === 'assign' ? h('label', {}, 'To whom', h('input', { name: 'assignee', required: true, maxlength: '100', value: me.person })) : null,
      which(incident, name),
      reason(name === 'comment' ? 'Comment' : 'Reason', drafts.get(key)),
    ],
    send: async ({ reason: why, ...parameters }) => {
      const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value));
      try {
        await api.act(incident.incident_id, { action: name, reason: why, expected_version: incident.version, parameters: given });
        drafts.delete(key);
      } catch (problem) {
        if (problem.status !== 409) throw problem;
        drafts.set(key, why);
        const moved = problem.message.startsWith('version_moved_on') ? 'the incident moved on meanwhile' : problem.message.replace(/^[a-z_]+: /, '');
        showNotice(`Nothing was done: ${moved}. The page now shows it as it is; look, and decide again. What you wrote is kept.`);
      }
    },
  });
  if (sent) await reload();
  document.querySelector(`[data-keep="act-${name}"]`)?.focus();
}

/** Where several plans wait, a person may decide on one of them. */
function which(incident, name) {
  const plans = waiting(incident);
  if (!['approve', 'reject'].includes(name) || plans.length < 2) return null;
  return h('label', {}, 'Which plan', h('select', { name: 'protection_key' },
    h('option', { value: '' }, `all ${plans.length}`),
    plans.map((p) => h('option', { value: p.protection_key }, `${p.protection_key} (${p.sla_tier}, ${p.services.length} services)`))));
}
