import { json } from './api.js';
import { announce, empty, h, method, number, panel, text, time } from './dom.js';

const PARTS = [['operations', 'Operations'], ['statuses', 'Statuses'], ['media_types', 'Media types'], ['parameters', 'Parameters'],
  ['properties', 'Properties'], ['values', 'Values of enums']];
const MOST = 200;

/** What traffic has touched of the contracts, as a map: what is filled was there, what is dashed was not. */
export class Coverage extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.untouched = h('input', { type: 'checkbox', id: 'coverage-untouched', on: { change: () => this.#show() } });
    this.filter = h('input', { type: 'search', id: 'coverage-filter', autocomplete: 'off', on: { input: () => this.#show() } });
    this.since = h('p', { class: 'hint' });
    this.totals = h('dl', { class: 'totals' });
    this.contracts = h('div', { class: 'groups' });
    this.none = empty('Asking …');
    this.body = h('div', {}, this.since, this.totals,
      h('div', { class: 'line' },
        h('div', { class: 'grow' }, h('label', { for: 'coverage-filter' }, 'Filter'), this.filter),
        h('div', { class: 'check' }, this.untouched, h('label', { for: 'coverage-untouched' }, 'Only what is missing something'))),
      this.contracts);
    this.body.hidden = true;
    this.append(panel('Coverage', {
      actions: [h('span', { class: 'actions' },
        h('button', { type: 'button', class: 'quiet', on: { click: () => this.#load() } }, 'Refresh'),
        this.begin = h('button', { type: 'button', class: 'quiet', on: { click: () => this.#reset() } }, 'Begin anew…'))],
    }, this.none, this.body));
    this.#load();
  }

  async #load() {
    try {
      this.report = await json('/v1/coverage');
      this.none.hidden = true;
      text(this.none, '');
      this.body.hidden = false;
      this.#show();
    } catch (failure) {
      this.none.hidden = false;
      this.body.hidden = true;
      this.begin.hidden = failure.status === 404;
      text(this.none, failure.status === 404 ? 'Coverage is not available on this node.' : failure.message);
    }
  }

  #show() {
    const { report } = this;
    if (!report) return;
    text(this.since, `Counted by this node since ${time(report.since)}, until ${time(report.until)}.`
      + (report.unmatched ? ` ${number(report.unmatched)} requests fit no operation.` : ''));
    this.totals.replaceChildren(...PARTS.filter(([key]) => report.totals[key]?.total).map(([key, label]) => total(label, report.totals[key])));
    const words = this.filter.value.trim().toLowerCase();
    let room = MOST;
    this.contracts.replaceChildren(...report.contracts.map(contract => {
      const fits = contract.operations.filter(one => (!words || `${one.operation} ${one.method} ${one.path}`.toLowerCase().includes(words))
        && (!this.untouched.checked || cells(one).some(part => part.some(cell => !cell.count))));
      const shown = fits.slice(0, room);
      room -= shown.length;
      return h('section', { class: 'group' },
        h('h3', {}, contract.title, h('span', { class: 'hint' }, `${contract.totals.operations.touched} of ${contract.totals.operations.total}`
          + ` operations · ${contract.file}`)),
        shown.map(operation),
        shown.length < fits.length ? h('p', { class: 'hint' }, `${number(fits.length - shown.length)} more: filter to see them.`) : null,
        fits.length ? null : empty('Nothing fits the filter.'));
    }));
  }

  #reset() {
    const dialog = h('dialog', { 'aria-labelledby': 'anew-title', on: { close: () => dialog.remove() } },
      h('form', { method: 'dialog', on: { submit: event => this.#anew(event) } },
        h('h2', { id: 'anew-title' }, 'Begin anew?'),
        h('p', {}, 'What this node has counted of its coverage is forgotten.'),
        h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'quiet', value: '' }, 'Cancel'),
          h('button', { type: 'submit', class: 'danger', value: 'yes' }, 'Begin anew'))));
    document.body.append(dialog);
    dialog.showModal();
  }

  async #anew(event) {
    if (event.submitter?.value !== 'yes') return;
    try {
      await json('/v1/coverage', { method: 'DELETE' });
      announce('Coverage begins anew');
    } finally {
      await this.#load();
    }
  }
}

function total(label, share) {
  if (share.percent === null) return h('div', {}, h('dt', {}, label), h('dd', {}, '–'));
  return h('div', {}, h('dt', {}, label), h('dd', {},
    h('meter', { min: 0, max: 100, value: share.percent, low: 50, high: 80, optimum: 100, 'aria-label': `${label} touched, percent` }),
    ` ${number(share.percent)} % `, h('span', { class: 'hint' }, `${number(share.touched)} of ${number(share.total)}`)));
}

/** Statuses, parameters and properties of one operation, and the values of enums among them. */
function cells(one) {
  const named = (name, count, values = []) => [{ name, count }, ...values.map(value => ({ name: `${name} = ${value.value}`, count: value.count }))];
  const properties = bodies => bodies.flatMap(body => body.properties.filter(property => property.count !== undefined || property.values)
    .flatMap(property => property.count === undefined
      ? (property.values ?? []).map(value => ({ name: `${property.pointer} = ${value.value}`, count: value.count }))
      : named(property.pointer, property.count, property.values)));
  return [
    one.responses.map(status => ({ name: String(status.status), count: status.count })),
    one.parameters.flatMap(parameter => named(`${parameter.in} ${parameter.name}`, parameter.count, parameter.values)),
    properties(one.request_bodies),
    properties(one.responses.flatMap(status => status.bodies)),
  ];
}

function operation(one) {
  const [statuses, parameters, sent, answered] = cells(one);
  const all = [...statuses, ...parameters, ...sent, ...answered];
  const touched = all.filter(cell => cell.count > 0).length;
  const details = h('div', { class: 'detail' });
  const element = h('details', { class: 'kind', on: { toggle: fill } },
    h('summary', {}, method(one.method), h('span', { class: 'route what' }, one.path),
      h('span', { class: 'cells' }, statuses.map(cellOf)),
      h('span', { class: `badge ${one.requests ? 'good' : 'warn'}` }, one.requests ? `${number(one.requests)} requests` : 'never asked for'),
      h('span', { class: 'hint' }, `${touched} of ${all.length} parts`)),
    details);
  function fill() {
    if (!element.open || details.firstChild) return;
    const rows = [['Parameters', parameters], ['In requests', sent], ['In answers', answered]].filter(([, list]) => list.length);
    details.append(h('dl', { class: 'facts' }, rows.map(([label, list]) =>
      [h('dt', {}, label), h('dd', { class: 'cells' }, list.slice(0, MOST).map(cellOf), list.length > MOST ? `and ${list.length - MOST} more` : null)])));
    if (one.undeclared_statuses) {
      details.append(h('p', { class: 'fault' }, `${number(one.undeclared_statuses)} answers with statuses that the contract does not have,`
        + ` the last with ${one.last_undeclared_status}.`));
    }
    if (one.undeclared_request_bodies) {
      details.append(h('p', { class: 'fault' }, `${number(one.undeclared_request_bodies)} bodies of media types that the contract does not have.`));
    }
  }
  return element;
}

function cellOf(cell) {
  const seen = cell.count > 0;
  return h('span', { class: seen ? 'cell seen' : 'cell' }, cell.name,
    h('span', { class: 'sr' }, seen ? `: ${cell.count} times` : ': never'), seen ? h('span', { 'aria-hidden': 'true' }, ` ${number(cell.count)}×`) : null);
}
