import { login, waysIn } from './api.js';
import { followTheme } from './theme.js';

const byId = (id) => document.getElementById(id);
const MESSAGES = {
  '?failed': 'The login at the identity provider did not come to its end. Try it again.',
  '?wait': 'Too many logins were begun from your address. Wait a minute, then try again.',
  '?away': 'The identity provider does not answer now.',
};

function show(text) {
  byId('problem').textContent = text;
  byId('problem').hidden = !text;
}

function words(problem) {
  if (problem.status === 401) return 'User or password is wrong.';
  if (problem.status === 403) return 'This page was open for too long. Try it again.';
  const text = problem.message;
  return `${text[0].toUpperCase()}${text.slice(1)}.`.replace(/\.\.$/, '.');
}

async function offer() {
  const ways = await waysIn().catch(() => ({ password: true, provider: null }));
  byId('provider').textContent = `Sign in with ${ways.provider}`;
  byId('provider').hidden = !ways.provider;
  byId('or').hidden = !(ways.provider && ways.password);
  byId('login').hidden = !ways.password;
  byId('login').querySelector('button').classList.toggle('second', Boolean(ways.provider));
}

followTheme();
show(MESSAGES[location.search] ?? '');
offer();
byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button');
  button.disabled = true;
  try {
    await login(form.user.value, form.password.value);
    location.assign('/');
  } catch (problem) {
    show(words(problem));
    form.password.value = '';
    form.password.focus();
  } finally {
    button.disabled = false;
  }
});
