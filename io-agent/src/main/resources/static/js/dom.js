/** Makes an element; children are nodes or text, never markup. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A thumb, up or down; the text beside it says what it means. */
export function thumb(up) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `thumb-mark ${up ? '' : 'down'}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'M2 10h4v11H2zM8 10l4-8c2 0 3 1 3 3l-1 4h6l2 2-2 9-2 1H8z');
  svg.append(path);
  return svg;
}

/** A bar of two shares, in percent. */
export function sharesBar(protection) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${protection} % on protection, ${100 - protection} % on the original path`);
  for (const [name, x, width] of [['protection', 0, protection], ['original', protection, 100 - protection]]) {
    const part = document.createElementNS(SVG, 'rect');
    part.setAttribute('class', name);
    part.setAttribute('x', x);
    part.setAttribute('width', width);
    part.setAttribute('height', 10);
    svg.append(part);
  }
  return svg;
}
