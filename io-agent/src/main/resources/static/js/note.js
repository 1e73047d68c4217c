import { h } from './dom.js';

/** A note's text: headings, lists, bold and code become nodes, everything else stays the text it is. Links stay text. */
export function note(markdown) {
  const blocks = [];
  let list = null;
  let paragraph = null;
  let top = null;
  for (const raw of String(markdown).split(/\r?\n/)) {
    const line = raw.trim();
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^(?:[-*•]|\d+[.)])\s+(.*)$/.exec(line);
    if (item) {
      if (!list) blocks.push(list = h('ul'));
      list.append(h('li', {}, inline(item[1])));
      paragraph = null;
      continue;
    }
    list = null;
    if (heading) {
      top ??= heading[1].length;
      blocks.push(h(heading[1].length <= top ? 'h4' : 'h5', {}, inline(heading[2])));
      paragraph = null;
    } else if (!line || /^[-_*=]{3,}$/.test(line)) {
      paragraph = null;
    } else if (paragraph) {
      paragraph.append(' ', ...inline(line));
    } else {
      blocks.push(paragraph = h('p', {}, inline(line)));
    }
  }
  return h('div', { class: 'note' }, blocks);
}

function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).filter(Boolean).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return h('b', {}, part.slice(2, -2));
    if (/^`[^`]+`$/.test(part)) return h('code', {}, part.slice(1, -1));
    return part;
  });
}
