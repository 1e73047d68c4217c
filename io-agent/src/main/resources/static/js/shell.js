import * as api from './api.js';
import { ask, reason } from './dialog.js';
import { h } from './dom.js';
import { drawFrame } from './frame.js';
import { followTheme } from './theme.js';
import { clock, day } from './words.js';

const EVERY_MS = 10_000;
const byId = (id) => document.getElementById(id);
let known = null;

/** Draws the frame of a page with the person, the theme and the global stop. Resolves to the person who is logged in. */
export async function shell() {
  drawFrame();
  followTheme(byId('theme'));
  const me = await api.me();
  me.may_act = me.role !== 'viewer';
  byId('who').textContent = me.person === me.role ? me.person : `${me.person} · ${me.role}`;
  byId('who').hidden = false;
  byId('logout').addEventListener('click', async () => location.assign(await api.logout()));
  const refresh = async () => {
    try {
      known = (await api.controls()).stop;
    } catch {
      known = null;
    }
    draw(me);
  };
  byId('stop').addEventListener('click', () => change());
  const change = async () => {
    if (!known) return;
    const stopping = !known.stopped;
    await ask({
      title: stopping ? 'Stop automation' : 'Let automation run again',
      text: stopping
        ? 'No agent writes to the network any more, for no incident: no new tunnel, no traffic moved there or back, nothing deleted. What stands stays as it is. What was begun already is finished.'
        : 'The agents may write to the network again. Incidents that were refused meanwhile wait for a retry.',
      fields: [reason('Reason')],
      button: stopping ? 'Stop automation' : 'Let it run',
      danger: stopping,
      send: async (values) => { known = (await api.stop(stopping, values.reason)).stop; },
    });
    draw(me);
  };
  refresh();
  setInterval(() => { if (!document.hidden) refresh(); }, EVERY_MS);
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  return me;
}

function draw(me) {
  const stopped = known?.stopped === true;
  byId('automation').className = `pill ${known ? (stopped ? 'off' : 'on') : ''}`;
  byId('automation-text').textContent = known ? `automation ${stopped ? 'stopped' : 'runs'}` : 'automation: not known';
  const button = byId('stop');
  button.hidden = !known || !me.may_act;
  button.textContent = stopped ? 'Let automation run' : 'Stop automation';
  button.className = stopped ? 'plain' : 'plain danger';
  const bar = byId('stopped');
  bar.hidden = !stopped;
  if (stopped) {
    const when = known.since ? ` since ${day(known.since)} ${clock(known.since)}` : '';
    bar.replaceChildren(h('b', {}, 'Automation is stopped'), `${when}${known.actor ? ` by ${known.actor}` : ''}. `,
      known.reason ? `Reason: ${known.reason}. ` : '', 'No agent writes to the network.');
  }
}
