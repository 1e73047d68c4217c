import { h } from './dom.js';

/**
 * Asks a person in a dialog. `fields` are labelled controls with names; `send` gets their values, and what it throws is
 * shown while the dialog stays. Resolves to whether it was sent.
 */
export function ask({ title, text, fields, button, danger = false, send }) {
  return new Promise((resolve) => {
    const opener = document.activeElement;
    let sent = false;
    const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
    const go = h('button', { class: `primary ${danger ? 'danger' : ''}`, type: 'submit' }, button);
    const form = h('form', { class: 'ask' },
      h('h2', { id: 'ask-title' }, title), h('p', { id: 'ask-text', class: 'dim' }, text), fields, problem,
      h('div', { class: 'bar' }, h('button', { class: 'plain', type: 'button', onclick: () => dialog.close() }, 'Cancel'), go));
    const dialog = h('dialog', { 'aria-labelledby': 'ask-title', 'aria-describedby': 'ask-text' }, form);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      go.disabled = true;
      problem.hidden = true;
      try {
        await send(Object.fromEntries(new FormData(form)));
        sent = true;
        dialog.close();
      } catch (failure) {
        problem.textContent = failure.message;
        problem.hidden = false;
        go.disabled = false;
      }
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (opener?.isConnected) opener.focus();
      resolve(sent);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function reason(label, value = '') {
  return h('label', {}, label, h('textarea', { name: 'reason', rows: '3', maxlength: '500', required: true, autofocus: true }, value));
}

/** Says something at the foot of the page until it is dismissed or something else is said. */
export function showNotice(text) {
  const place = document.getElementById('notice');
  place.replaceChildren(h('span', { role: 'status' }, text),
    h('button', { class: 'plain', type: 'button', onclick: () => { place.hidden = true; } }, 'Dismiss'));
  place.hidden = false;
}

export function hideNotice() {
  document.getElementById('notice').hidden = true;
}
