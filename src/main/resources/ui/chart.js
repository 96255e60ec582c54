import { h, svg, text } from './dom.js';

const WIDTH = 600;
const HEIGHT = 150;
const LEFT = 44;
const BOTTOM = 18;
const TOP = 8;
const STEPS = [1, 1.6, 2, 2.5, 4, 5, 6, 8];

/** The next number of a kind that reads well on an axis. */
function roof(value) {
  if (!(value > 0)) return 1;
  const base = 10 ** Math.floor(Math.log10(value));
  for (const step of STEPS) if (step * base >= value * 0.999) return step * base;
  return 10 * base;
}

/** A scale from 0 to what is highest, or of powers of ten from what is lowest. */
function scale(values, logarithmic) {
  const highest = Math.max(0, ...values);
  if (!logarithmic || highest <= 0) {
    const most = roof(highest);
    return { least: 0, middle: most / 2, most, part: value => value / most };
  }
  const low = Math.floor(Math.log10(Math.min(...values.filter(value => value > 0))));
  const high = Math.max(low + 1, Math.ceil(Math.log10(highest)));
  return {
    least: 10 ** low, middle: 10 ** ((low + high) / 2), most: 10 ** high,
    part: value => Math.max(0, (Math.log10(value) - low) / (high - low)),
  };
}

/**
 * The last two minutes, drawn by hand. Arrow keys or the pointer read single seconds.
 *
 * series: [{name, className, value(snapshot)}]; stacked: areas on top of each other, else lines;
 * logarithmic: for what differs by powers of ten.
 */
export class SluiceChart extends HTMLElement {
  series = [];
  stacked = false;
  logarithmic = false;
  unit = value => String(value);
  label = '';
  #items = [];
  #kept = 120;
  #at = null;

  connectedCallback() {
    if (this.firstChild) return;
    this.legend = h('ul', { class: 'legend' }, this.series.map(one =>
      h('li', {}, h('span', { class: `swatch ${one.className}`, 'aria-hidden': 'true' }), one.name,
        one.shown = h('b', {}, ''))));
    this.grid = svg('g', { class: 'grid' });
    this.plots = svg('g');
    this.cross = svg('line', { class: 'cross', y1: TOP, y2: HEIGHT - BOTTOM, visibility: 'hidden' });
    this.picture = svg('svg', {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false',
    }, this.grid, this.plots, this.cross);
    this.axis = h('div', { class: 'axis', 'aria-hidden': 'true' },
      this.top = h('span'), this.middle = h('span'), this.bottom = h('span'));
    this.frame = h('div', {
      class: 'frame', tabindex: '0', role: 'slider', 'aria-label': `${this.label}: seconds ago, read with the arrow keys`,
      'aria-valuemin': 0, 'aria-valuemax': this.#kept - 1, 'aria-valuenow': 0, 'aria-valuetext': 'nothing yet',
      on: {
        pointermove: event => this.#point(event),
        pointerleave: () => this.#read(null),
        keydown: event => this.#key(event),
        blur: () => this.#read(null),
      },
    }, this.axis, this.picture);
    this.times = h('div', { class: 'times', 'aria-hidden': 'true' },
      h('span', {}, '2 min ago'), this.when = h('span', {}, ''), h('span', {}, 'now'));
    this.append(this.legend, this.frame, this.times);
    for (const one of this.series) {
      one.path = svg('path', { class: `${this.stacked ? 'area' : 'line'} ${one.className}` });
      this.plots.append(one.path);
    }
  }

  show(items, kept) {
    this.#items = items;
    this.#kept = kept;
    if (!this.frame) return;
    this.#draw();
    this.#values();
  }

  #x(index) {
    return LEFT + (WIDTH - LEFT) * (this.#kept - this.#items.length + index) / (this.#kept - 1);
  }

  #draw() {
    const rows = this.#items.map(item => this.series.map(one => one.value(item) ?? null));
    const values = rows.flatMap(row => this.stacked
      ? [row.reduce((sum, value) => sum + (value ?? 0), 0)]
      : row.filter(value => value !== null));
    const { least, middle, most, part } = scale(values, this.logarithmic);
    text(this.top, this.unit(most));
    text(this.middle, this.unit(middle));
    text(this.bottom, least === 0 ? '0' : this.unit(least));
    const y = value => TOP + (HEIGHT - BOTTOM - TOP) * (1 - part(value));
    if (!this.grid.firstChild) {
      for (const share of [0, 0.5, 1]) {
        const at = TOP + (HEIGHT - BOTTOM - TOP) * share;
        this.grid.append(svg('line', { x1: LEFT, x2: WIDTH, y1: at, y2: at }));
      }
    }
    let base = rows.map(() => 0);
    this.series.forEach((one, k) => {
      if (this.stacked) {
        const upper = rows.map((row, i) => base[i] + (row[k] ?? 0));
        const points = upper.map((value, i) => `${this.#x(i).toFixed(1)},${y(value).toFixed(1)}`);
        const back = base.map((value, i) => `${this.#x(i).toFixed(1)},${y(value).toFixed(1)}`).reverse();
        one.path.setAttribute('d', points.length > 1 ? `M${points.join('L')}L${back.join('L')}Z` : '');
        base = upper;
      } else {
        let d = '';
        let pen = 'M';
        rows.forEach((row, i) => {
          if (row[k] === null) pen = 'M';
          else {
            d += `${pen}${this.#x(i).toFixed(1)},${y(row[k]).toFixed(1)}`;
            pen = 'L';
          }
        });
        one.path.setAttribute('d', d);
      }
    });
  }

  #values() {
    const index = this.#at === null ? this.#items.length - 1 : this.#items.length - 1 - this.#at;
    const item = this.#items[index];
    for (const one of this.series) {
      const value = item ? one.value(item) : null;
      text(one.shown, value === null || value === undefined ? '–' : this.unit(value));
    }
    text(this.when, this.#at === null || !item ? '' : new Date(item.at).toLocaleTimeString('en-GB'));
    if (this.#at === null || !item) {
      this.cross.setAttribute('visibility', 'hidden');
    } else {
      this.cross.setAttribute('x1', this.#x(index));
      this.cross.setAttribute('x2', this.#x(index));
      this.cross.setAttribute('visibility', 'visible');
    }
  }

  #read(ago) {
    this.#at = ago === null ? null : Math.max(0, Math.min(ago, this.#items.length - 1));
    this.#values();
    if (this.#at !== null) {
      this.frame.setAttribute('aria-valuenow', this.#at);
      this.frame.setAttribute('aria-valuetext', `${this.#at} seconds ago: `
        + this.series.map(one => `${one.name} ${one.shown.textContent}`).join(', '));
    }
  }

  #point(event) {
    const box = this.picture.getBoundingClientRect();
    const part = ((event.clientX - box.left) / box.width * WIDTH - LEFT) / (WIDTH - LEFT);
    this.#read(Math.round((1 - part) * (this.#kept - 1)));
  }

  #key(event) {
    const steps = { ArrowLeft: 1, ArrowRight: -1, PageUp: 10, PageDown: -10, Home: this.#kept, End: -this.#kept };
    if (event.key in steps) {
      event.preventDefault();
      this.#read((this.#at ?? 0) + steps[event.key]);
    }
  }
}

customElements.define('sluice-chart', SluiceChart);

export function chart(label, series, { stacked = false, logarithmic = false, unit }) {
  const element = document.createElement('sluice-chart');
  Object.assign(element, { label, series, stacked, logarithmic, unit });
  return element;
}
