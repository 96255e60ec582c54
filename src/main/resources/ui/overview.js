import { chart } from './chart.js';
import { Rows, bytes, duration, empty, h, method, number, panel, table, text, time } from './dom.js';
import { Live } from './api.js';

const CLASSES = [['2xx', 'ok'], ['3xx', 'moved'], ['1xx', 'info'], ['4xx', 'client'], ['5xx', 'server'], ['left', 'gone']];

export class Overview extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.tiles = {};
    const tile = (key, label, hint = '') => h('div', { class: 'tile', dataset: { tile: key } },
      h('dt', {}, label), this.tiles[key] = h('dd', {}, '–'), h('dd', { class: 'hint' }, this.tiles[`${key}-hint`] = h('span', {}, hint)));
    this.rates = chart('Requests per second', CLASSES.map(([name, className]) => ({
      name, className, value: snapshot => snapshot.requests.statuses[name],
    })), { stacked: true, unit: number });
    this.latencies = chart('Latency', [['p50', 'p50'], ['p90', 'p90'], ['p99', 'p99']].map(([name, className]) => ({
      name, className, value: snapshot => snapshot.latency?.[name],
    })), { unit: duration, logarithmic: true });
    const busy = table('Busiest operations', ['Operation', 'req/s', 'mean', '4xx/s', '5xx/s'], { numeric: [1, 2, 3, 4] });
    this.idle = empty('No request in the last second.');
    this.busy = busy.element;
    this.operations = new Rows(busy.body, one => `${one.method} ${one.route}`, operation);
    const found = h('ul', { class: 'found' });
    this.clean = empty('No message has broken its contract.');
    this.findings = new Rows(found, key, finding);
    this.append(
      h('dl', { class: 'tiles' },
        tile('rate', 'Requests per second'),
        tile('p50', 'Latency, median'),
        tile('p99', 'Latency, 99 %'),
        tile('errors', 'Server errors /s'),
        tile('refused', 'Over their limit /s'),
        tile('connections', 'Connections')),
      h('div', { class: 'columns' },
        panel('Requests per second', {}, this.rates),
        panel('Latency', {}, this.latencies)),
      h('div', { class: 'columns' },
        panel('Busiest operations', {}, this.busy, this.idle),
        panel('Latest findings', { actions: [h('a', { href: '#findings' }, 'All findings')] }, found, this.clean)));
  }

  update() {
    const snapshot = this.live.last;
    if (!snapshot) return;
    const { requests, latency, limits } = snapshot;
    text(this.tiles.rate, number(requests.rate));
    text(this.tiles['rate-hint'], `${number(requests.total)} since the start`);
    text(this.tiles.p50, duration(latency?.p50));
    text(this.tiles.p99, duration(latency?.p99));
    text(this.tiles['p99-hint'], latency ? `longest ${duration(latency.max)}` : '');
    text(this.tiles.errors, number(requests.statuses['5xx']));
    this.tiles.errors.parentElement.classList.toggle('bad', requests.statuses['5xx'] > 0);
    text(this.tiles['errors-hint'], `${number(requests.statuses['4xx'])} client errors`);
    text(this.tiles.refused, limits.mode === 'off' ? 'off' : number(limits.refused + limits.would_refuse));
    text(this.tiles['refused-hint'], limits.mode === 'warn' ? 'only counted, not refused' : `${number(limits.projects)} projects active`);
    this.tiles.refused.parentElement.classList.toggle('warned', limits.refused + limits.would_refuse > 0);
    text(this.tiles.connections, number(snapshot.connections));
    text(this.tiles['connections-hint'], `${bytes(snapshot.memory.used)} of ${bytes(snapshot.memory.max)} heap`);
    this.rates.show(this.live.snapshots, Live.KEPT);
    this.latencies.show(this.live.snapshots, Live.KEPT);
    this.operations.show(snapshot.operations);
    this.idle.hidden = snapshot.operations.length > 0;
    this.busy.hidden = snapshot.operations.length === 0;
    this.findings.show(snapshot.findings.latest);
    this.clean.hidden = snapshot.findings.latest.length > 0;
  }
}

const key = one => JSON.stringify([one.contract, one.method, one.route, one.direction, one.in, one.name, one.keyword, one.pointer]);

function operation(first) {
  const cells = [1, 2, 3, 4].map(() => h('td', { class: 'num' }));
  const name = first.route === '_unmatched' ? 'no such operation' : first.route;
  const element = h('tr', {}, h('th', { scope: 'row', class: 'route' }, method(first.method), ' ', name), cells);
  return {
    element,
    update(one) {
      [number(one.rate), duration(one.mean), number(one.client_errors), number(one.server_errors)]
        .forEach((value, i) => text(cells[i], value));
      cells[3].classList.toggle('bad', one.server_errors > 0);
    },
  };
}

function finding(first) {
  const count = h('span', { class: 'times-found' });
  const seen = h('time', {});
  const place = [first.in, first.name, first.pointer].filter(Boolean).join(' ');
  const element = h('li', {},
    h('div', {}, h('span', { class: 'direction', dataset: { direction: first.direction } }, first.direction), ' ',
      method(first.method), ' ', h('span', { class: 'route' }, first.route)),
    h('div', { class: 'what' }, h('code', {}, place), ' ', first.message),
    h('div', { class: 'when' }, count, seen));
  return {
    element,
    update(one) {
      text(count, `${number(one.count)}×`);
      seen.dateTime = one.last_seen;
      text(seen, time(one.last_seen));
    },
  };
}
