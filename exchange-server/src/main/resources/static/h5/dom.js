// Elements without markup in strings: nothing that comes from outside is ever read as HTML.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * An element. Attributes that are false or undefined are left out; `on…` are listeners; children
 * are nodes, text, or lists of them, and false or undefined is nothing.
 */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** A list of words as paragraphs. */
export function paragraphs(texts, attributes = {}) {
  return texts.filter(Boolean).map((text) => h('p', attributes, text));
}

/** An icon of icons.svg; words stand beside it, so screen readers skip it. */
export function icon(name, classes = '') {
  const use = fill(document.createElementNS(SVG, 'use'), { href: `icons.svg#${name}` }, []);
  const attributes = { class: `icon ${classes}`, 'aria-hidden': 'true', focusable: 'false' };
  return fill(document.createElementNS(SVG, 'svg'), { viewBox: '0 0 24 24', ...attributes }, [use]);
}

/** A QR code from the server's outline of it. */
export function qr({ size, path }, label) {
  const ground = document.createElementNS(SVG, 'rect');
  fill(ground, { width: size, height: size, fill: '#fff' }, []);
  const modules = document.createElementNS(SVG, 'path');
  fill(modules, { d: path, fill: '#000' }, []);
  return fill(
    document.createElementNS(SVG, 'svg'),
    { viewBox: `0 0 ${size} ${size}`, class: 'qr', role: 'img', 'aria-label': label },
    [ground, modules],
  );
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  for (const child of children.flat(3)) {
    if (child !== false && child !== undefined && child !== null) {
      element.append(child);
    }
  }
  return element;
}
