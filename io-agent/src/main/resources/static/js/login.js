import { followTheme } from './theme.js';

followTheme();
const problem = document.getElementById('problem');
const texts = { '?wrong': 'User or password is wrong.', '?wait': 'Too many tries. Wait a minute, then try again.' };
if (texts[location.search]) {
  problem.textContent = texts[location.search];
  problem.hidden = false;
}
