import { h, thumb as mark } from './dom.js';
import { note } from './note.js';
import { clock, day } from './words.js';

const MARKS = { completed: '✓', failed: '✕', pending: '…' };
const SOURCES = { network_incidents: 'network incidents', ticket_search: 'similar tickets', kb_search: 'knowledge base', ip_lookup: 'systems', context_gathering: 'all sources' };

export function status(value) {
  return h('span', { class: `state ${value}` }, `${MARKS[value] ?? ''} ${value}`);
}

export function row(item, selected, open) {
  return h('li', {}, h('button', {
    class: 'ticket', type: 'button', 'data-id': item.job_id, 'aria-current': selected ? 'true' : 'false', onclick: () => open(item.job_id),
  },
  h('span', { class: 'row' }, h('span', {}, status(item.status), ' ', h('b', {}, item.ticket_id)), h('span', { class: 'dim' }, `${day(item.started_at)} ${clock(item.started_at)}`)),
  h('span', { class: 'row dim' }, h('span', {}, item.tenant_id), h('span', {}, [item.status === 'pending' ? null : writer(item), took(item.processing_time_ms)].filter(Boolean).join(' · '))),
  item.error_message ? h('span', { class: 'row alarm' }, item.error_message) : null));
}

const writer = (item) => item.llm_model ?? (item.by_ai === false || item.context_nodes_success != null ? 'without AI' : null);

function took(ms) {
  if (ms == null) return null;
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** An enhancement with its text, what that rests on, and what people think of it. */
export function enhancement(item, me, give) {
  return [
    h('div', { class: 'head' },
      h('h2', {}, item.ticket_id, h('span', { class: 'dim' }, item.tenant_id), status(item.status)),
      h('p', { class: 'dim' }, `begun ${day(item.started_at)} ${clock(item.started_at)}`, item.processing_time_ms == null ? '' : ` · took ${took(item.processing_time_ms)}`),
      item.error_message ? h('p', { class: 'banner bad' }, h('b', {}, 'Failed: '), item.error_message) : null),
    h('div', { class: 'body' },
      h('div', { class: 'texts' }, text(item), item.sources ? sources(item.sources) : null),
      h('aside', { class: 'side', 'aria-label': 'Facts' }, facts(item), feedback(item, me, give))),
  ];
}

function text(item) {
  if (!item.markdown) return h('p', { class: 'dim' }, item.status === 'pending' ? 'The text is being made.' : 'No text was made.');
  return h('section', { 'aria-labelledby': 'note-title' }, h('h3', { id: 'note-title' }, 'The note'), note(item.markdown));
}

function facts(item) {
  const made = item.made_at ? Math.max(0, new Date(item.made_at) - new Date(item.started_at)) : null;
  const again = item.made_at && new Date(item.made_at) < new Date(item.started_at);
  const written = item.made_at && item.status === 'completed' ? new Date(item.completed_at) - Math.max(new Date(item.made_at), new Date(item.started_at)) : null;
  const list = [
    ['Written by', item.markdown ? (item.by_ai ? 'AI' : 'without AI') : null],
    ['Model', item.llm_model && [item.llm_provider, item.llm_model].filter(Boolean).join(' · ')],
    ['Tokens', item.by_ai ? `${item.prompt_tokens} in, ${item.completion_tokens} out` : null],
    ['Cost', item.by_ai ? (item.cost_usd == null ? 'not reported' : `${Number(item.cost_usd).toFixed(5)} USD`) : null],
    ['Context and text', again ? 'made at an earlier try' : took(made)],
    ['Written in', took(written)],
    ['In all', took(item.processing_time_ms)],
    ['Sources', item.context_nodes_success == null ? null : `${item.context_nodes_success} answered, ${item.context_nodes_failed} failed`],
  ].filter(([, value]) => value != null && value !== '');
  return [h('h3', {}, 'How it was made'), h('dl', {}, list.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]).flat()),
    h('h3', {}, 'Correlation id'), h('p', { class: 'mono' }, item.correlation_id), h('h3', {}, 'Job'), h('p', { class: 'mono' }, item.job_id)];
}

function sources(found) {
  const groups = [
    group('Network incidents', found.incidents, (i) => [
      h('p', {}, h('a', { href: `/#/incidents/${encodeURIComponent(i.incident_id)}` }, i.incident_id), h('span', { class: 'dim' }, ` ${i.status}, ${i.severity}`)),
      h('p', {}, i.summary), h('p', { class: 'dim' }, i.doing), i.services?.length ? h('p', { class: 'dim' }, `services ${i.services.join(', ')}`) : null]),
    group('Similar tickets', found.similar_tickets, (t) => [
      h('p', {}, h('b', {}, t.ticket_id), ` ${t.title}`, h('span', { class: 'dim' }, ` · score ${Number(t.score).toFixed(2)}`)),
      h('p', { class: 'dim' }, t.excerpt), t.resolution ? h('p', {}, h('span', { class: 'good' }, 'Solved: '), t.resolution) : null]),
    group('Knowledge base articles', found.articles, (a) => [
      h('p', {}, link(a.url, a.title), h('span', { class: 'dim' }, ` KB ${a.id}`)), h('p', { class: 'dim' }, a.excerpt)]),
    group('Systems', found.systems, (s) => [
      h('p', {}, h('span', { class: 'mono' }, s.hostname), [s.ip_address, s.role].filter(Boolean).map((x) => ` · ${x}`).join('')),
      s.last_seen ? h('p', { class: 'dim' }, `last seen ${day(s.last_seen)} ${clock(s.last_seen)}`) : null]),
    group('Sources that failed', found.errors, (e) => [h('p', { class: 'alarm' }, `${SOURCES[e.node_name] ?? e.node_name}: ${e.message}`)]),
  ].filter(Boolean);
  return groups.length ? groups : h('p', { class: 'dim' }, 'Nothing related was found.');
}

function group(title, entries, view) {
  if (!entries?.length) return null;
  return h('section', { class: 'sources' }, h('h3', {}, `${title} (${entries.length})`), h('ul', {}, entries.map((entry) => h('li', {}, view(entry)))));
}

/** A tenant's address is a link only if it is one of the web. */
function link(url, title) {
  const web = /^https?:\/\//i.test(url ?? '');
  return web ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : h('b', {}, title);
}

function feedback(item, me, give) {
  const mine = item.feedback?.find((f) => f.person === me.person);
  const count = (thumb) => (item.feedback ?? []).filter((f) => f.thumb === thumb).length;
  const button = (thumb, name) => h('button', {
    type: 'button', class: 'plain thumb', 'data-keep': thumb, 'aria-pressed': mine?.thumb === thumb ? 'true' : 'false',
    'aria-label': `${name}, ${count(thumb)} so far`, onclick: () => give(item, thumb),
  }, mark(thumb === 'up'), ` ${count(thumb)}`);
  return [h('h3', {}, 'Did the note help?'),
    me.may_act && item.markdown
      ? h('div', { class: 'bar', role: 'group', 'aria-label': 'Did the note help?' }, button('up', 'It helped'), button('down', 'It did not help'))
      : h('p', { class: 'dim' }, `${count('up')} say it did, ${count('down')} that it did not`),
    h('ul', { class: 'opinions' }, (item.feedback ?? []).map((f) => h('li', { class: 'dim' }, `${f.person} says ${f.thumb === 'up' ? 'yes' : 'no'}`, f.comment ? `: ${f.comment}` : '')))];
}
