import { h } from './dom.js';

/** The console's pages, in the order of the navigation. */
const PAGES = [
  { path: '/', name: 'Incidents' },
  { path: '/tickets.html', name: 'Tickets' },
];

const here = () => location.pathname.replace(/^\/index\.html$/, '/');
const dot = () => h('span', { class: 'dot' });

/** Puts what all pages share around a page's own content: header with navigation, the stop's bar, and the notice. */
export function drawFrame() {
  const links = PAGES.flatMap(({ path, name }) => [
    h('a', { href: path, 'aria-current': path === here() ? 'page' : null }, name), ' ']);
  document.body.prepend(
    h('a', { class: 'skip', href: '#ticket' }, 'Skip to the details'),
    h('header', {},
      h('a', { class: 'brand', href: '/' }, h('img', { src: '/icon.svg', alt: '', width: 24, height: 24 }), ' CEM Fleet'),
      h('nav', { 'aria-label': 'Pages' }, links),
      h('span', { class: 'grow' }),
      h('span', { class: 'pill', id: 'live', role: 'status' }, dot(), h('span', { id: 'live-text' }, 'connecting…')),
      h('span', { class: 'pill', id: 'automation', role: 'status' }, dot(),
        h('span', { id: 'automation-text' }, 'automation: not known')),
      h('button', { class: 'plain danger', id: 'stop', type: 'button', hidden: true }, 'Stop automation'),
      h('span', { class: 'pill', id: 'who', hidden: true }),
      h('button', { class: 'plain', id: 'theme', type: 'button' }, 'Theme'),
      h('button', { class: 'plain', id: 'logout', type: 'button' }, 'Log out')),
    h('p', { class: 'stopped', id: 'stopped', role: 'alert', hidden: true }));
  document.body.append(h('div', { class: 'notice', id: 'notice', hidden: true }));
}
