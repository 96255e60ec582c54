import { Rows, empty, h, number, panel, table, text } from './dom.js';

const percent = rate => (rate < 0 ? '–' : `${number(rate)} %`);

export class Upstreams extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const breakers = table('Circuit breakers', ['Name', 'State', 'Calls', 'Failed', 'Slow', 'Failure rate', 'Refused'],
      { numeric: [2, 3, 4, 5, 6] });
    this.breakers = new Rows(breakers.body, one => one.name, breaker);
    this.breakerTable = breakers.element;
    this.none = empty('No breaker is in use: mocks answer by themselves.');
    const upstreams = h('div', { class: 'groups' });
    this.upstreams = new Rows(upstreams, one => one.name, upstream);
    this.noUpstream = empty('No contract is answered by an upstream.');
    this.append(panel('Circuit breakers', {}, this.breakerTable, this.none),
      panel('Upstreams', {}, upstreams, this.noUpstream));
  }

  update() {
    const snapshot = this.live.last;
    if (!snapshot) return;
    this.breakers.show(snapshot.breakers);
    this.none.hidden = snapshot.breakers.length > 0;
    this.breakerTable.hidden = snapshot.breakers.length === 0;
    this.upstreams.show(snapshot.upstreams);
    this.noUpstream.hidden = snapshot.upstreams.length > 0;
  }
}

function breaker(first) {
  const state = h('span', { class: 'badge' });
  const cells = [1, 2, 3, 4, 5].map(() => h('td', { class: 'num' }));
  const element = h('tr', {}, h('th', { scope: 'row' }, first.name), h('td', {}, state), cells);
  return {
    element,
    update(one) {
      text(state, one.state.replaceAll('_', ' '));
      state.className = `badge ${one.state === 'closed' ? 'good' : one.state === 'open' ? 'bad' : 'warn'}`;
      [number(one.calls), number(one.failed), number(one.slow), percent(one.failure_rate), number(one.refused)]
        .forEach((value, i) => text(cells[i], value));
    },
  };
}

function upstream(first) {
  const facts = h('p', { class: 'hint' });
  const panic = h('span', { class: 'badge bad' }, 'panic: no target is fit, all are used');
  const unresolved = h('p', { class: 'fault' });
  const targets = table(`Targets of ${first.name}`, ['Target', 'Address', 'State', 'In flight', 'Requests', 'Failures', 'Ejections'],
    { numeric: [3, 4, 5, 6] });
  const rows = new Rows(targets.body, one => `${one.url} ${one.address}`, target);
  const element = h('section', { class: 'group' }, h('h3', {}, first.name, ' ', panic), facts, unresolved, targets.element);
  return {
    element,
    update(one) {
      panic.hidden = !one.panic;
      text(facts, `${number(one.in_flight)} in flight, ${number(one.waiting)} waiting, ${number(one.connections)} connections,`
        + ` ${number(one.tunnels)} tunnels · ${number(one.requests)} requests, ${number(one.retries)} retries`
        + ` (${number(one.retries_denied)} denied), ${number(one.refused)} refused for lack of room`);
      text(unresolved, one.unresolved.length ? `No address is found for ${one.unresolved.join(', ')}` : '');
      rows.show(one.targets);
    },
  };
}

function target(first) {
  const state = h('span', { class: 'badge' });
  const cells = [1, 2, 3, 4].map(() => h('td', { class: 'num' }));
  const element = h('tr', {}, h('th', { scope: 'row', class: 'id' }, first.url), h('td', { class: 'id' }, first.address), h('td', {}, state), cells);
  return {
    element,
    update(one) {
      text(state, one.state);
      state.className = `badge ${one.state === 'up' ? 'good' : one.state === 'leaving' ? 'warn' : 'bad'}`;
      [one.in_flight, one.requests, one.failures, one.ejections].forEach((value, i) => text(cells[i], number(value)));
    },
  };
}
