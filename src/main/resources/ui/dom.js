// Elements are made of parts, never of markup: what is shown comes from strangers' requests.

/**
 * @param {string} tag
 * @param {object} properties attributes; `class`, `on` with listeners, `dataset`; null and false leave one out
 * @param {...(Node|string|number|null|false)} children texts become text nodes
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (name === 'value') {
      element.value = value;
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/** Sets a text only where it differs: screen readers and selections stay undisturbed. */
export function text(element, value) {
  const wanted = String(value);
  if (element.textContent !== wanted) element.textContent = wanted;
}

/** Keeps the rows of a list in step with items: rows live as long as their key is there. */
export class Rows {
  /**
   * @param {Element} parent
   * @param {(item) => string} key
   * @param {(item) => {element: Element, update: (item) => void}} make
   */
  constructor(parent, key, make) {
    this.parent = parent;
    this.key = key;
    this.make = make;
    this.rows = new Map();
  }

  show(items) {
    const next = new Map();
    for (const item of items) {
      const key = this.key(item);
      if (!next.has(key)) {
        const row = this.rows.get(key) ?? this.make(item);
        row.update(item);
        next.set(key, row);
      }
    }
    for (const [key, row] of this.rows) if (!next.has(key)) row.element.remove();
    let at = this.parent.firstElementChild;
    for (const row of next.values()) {
      if (row.element === at) at = at.nextElementSibling;
      else this.parent.insertBefore(row.element, at);
    }
    this.rows = next;
  }
}

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const TWO = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

export const number = value => (value >= 100 ? WHOLE : value >= 10 ? ONE : TWO).format(value);

/** Milliseconds with a unit that fits. */
export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 1) return `${WHOLE.format(millis * 1000)} µs`;
  if (millis < 1000) return `${number(millis)} ms`;
  return `${TWO.format(millis / 1000)} s`;
}

export function seconds(value) {
  if (value < 90) return `${WHOLE.format(Math.ceil(value))} s`;
  if (value < 5400) return `${WHOLE.format(value / 60)} min`;
  return value < 129600 ? `${ONE.format(value / 3600)} h` : `${ONE.format(value / 86400)} days`;
}

export function bytes(value) {
  if (value < 1024) return `${WHOLE.format(value)} B`;
  if (value < 1024 * 1024) return `${ONE.format(value / 1024)} KiB`;
  return value < 1024 ** 3 ? `${WHOLE.format(value / 1024 ** 2)} MiB` : `${ONE.format(value / 1024 ** 3)} GiB`;
}

/** Of an instant: the time of day, with the day where it is not today's. */
export function time(instant) {
  const date = new Date(instant);
  const clock = date.toLocaleTimeString('en-GB');
  return date.toDateString() === new Date().toDateString() ? clock : `${date.toLocaleDateString('en-CA')} ${clock}`;
}

/** A word in a colour of its own; the word alone says it all. */
export const method = name => h('span', { class: 'method', dataset: { method: name } }, name);

export function panel(title, { actions = [], id } = {}, ...children) {
  const heading = h('h2', { id: id ?? null }, title);
  return h('section', { class: 'panel' }, h('div', { class: 'panel-head' }, heading, ...actions), ...children);
}

/** A table that scrolls within itself on narrow screens. */
export function table(label, headings, { numeric = [] } = {}) {
  const body = h('tbody');
  const element = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': label },
    h('table', {},
      h('thead', {}, h('tr', {}, headings.map((heading, i) =>
        h('th', { scope: 'col', class: numeric.includes(i) ? 'num' : null }, heading)))),
      body));
  return { element, body };
}

export const empty = words => h('p', { class: 'empty' }, words);

/** Says something to those who do not see it; not more often than it is worth hearing. */
export function announce(words) {
  const announcer = document.getElementById('announcer');
  if (announcer) text(announcer, words);
}

/** A button that copies a text and says so. */
export function copyButton(label, content) {
  const button = h('button', { type: 'button', class: 'quiet', on: { click: copy } }, label);
  async function copy() {
    const done = await copied(content());
    button.textContent = done ? 'Copied' : 'Not copied';
    announce(done ? 'Copied to the clipboard' : 'The browser does not let the page copy');
    setTimeout(() => { button.textContent = label; }, 1500);
  }
  return button;
}

async function copied(content) {
  try {
    await navigator.clipboard.writeText(content);
    return true;
  } catch {
    // no secure context, as over plain HTTP from another machine
    const area = h('textarea', { class: 'sr', 'aria-hidden': 'true' });
    area.value = content;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

const quoted = word => `'${word.replaceAll("'", "'\\''")}'`;

/** A request as a command for a shell. Everything in it is quoted. */
export function curl({ method: name, url, headers = [], body = null, notes = [] }) {
  const parts = [`curl -i -X ${quoted(name)} ${quoted(url)}`];
  if (name === 'HEAD') parts[0] = `curl -I ${quoted(url)}`;
  for (const line of headers) parts.push(`-H ${quoted(line)}`);
  if (body !== null && body !== undefined && body !== '') parts.push(`--data-binary ${quoted(body)}`);
  const comments = notes.map(note => `# ${note.replaceAll(/[^\x20-\x7e]/g, '?')}\n`).join('');
  return comments + parts.join(' \\\n  ');
}
