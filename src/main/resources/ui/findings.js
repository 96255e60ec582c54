import { json } from './api.js';
import { Rows, announce, copyButton, curl, empty, h, method, number, panel, text, time } from './dom.js';

const PAUSE = 2000;

/** How messages have broken their contracts. Read again when there is more, not more often than each two seconds. */
export class Findings extends HTMLElement {
  #seen = '';
  #asking = false;
  #next = 0;

  connectedCallback() {
    if (this.firstChild) return;
    this.filter = h('input', { id: 'finding-filter', type: 'search', autocomplete: 'off', on: { input: () => this.#show() } });
    this.direction = h('select', { id: 'finding-direction', on: { change: () => this.#show() } },
      [['', 'Requests and responses'], ['request', 'Requests'], ['response', 'Responses']].map(([value, name]) =>
        h('option', { value }, name)));
    this.counts = h('p', { class: 'hint' });
    this.fault = h('p', { class: 'fault', role: 'alert' });
    this.clean = empty('No message has broken its contract.');
    const groups = h('div', { class: 'groups' });
    this.groups = new Rows(groups, one => JSON.stringify([one.contract, one.operation]), one => this.#group(one));
    const forget = h('button', { type: 'button', class: 'quiet', on: { click: () => this.#forget() } }, 'Forget all…');
    this.append(panel('Findings', { actions: [forget] },
      h('div', { class: 'line' },
        h('div', { class: 'grow' }, h('label', { for: 'finding-filter' }, 'Filter'), this.filter),
        h('div', {}, h('label', { for: 'finding-direction' }, 'Direction'), this.direction)),
      this.counts, this.fault, groups, this.clean));
    this.#load();
  }

  update() {
    const now = this.live.last?.findings;
    const mark = now ? `${now.kinds} ${now.others} ${now.reported} ${now.blocked} ${now.latest[0]?.last_seen}` : '';
    if (mark !== this.#seen && performance.now() > this.#next) {
      this.#seen = mark;
      this.#load();
    }
  }

  async #load() {
    if (this.#asking) return;
    this.#asking = true;
    try {
      this.all = await json('/v1/findings');
      text(this.fault, '');
      this.#show();
    } catch (failure) {
      text(this.fault, failure.message);
    } finally {
      this.#asking = false;
      this.#next = performance.now() + PAUSE;
    }
  }

  #show() {
    if (!this.all) return;
    const words = this.filter.value.trim().toLowerCase();
    const direction = this.direction.value;
    const fits = (group, one) => (!direction || one.direction === direction)
      && (!words || [group.operation, group.route, group.contract, one.keyword, one.message, one.pointer, one.name, one.in]
        .some(value => value.toLowerCase().includes(words)));
    const groups = this.all.operations
      .map(group => ({ ...group, findings: group.findings.filter(one => fits(group, one)) }))
      .filter(group => group.findings.length);
    this.groups.show(groups);
    const kinds = groups.reduce((sum, group) => sum + group.findings.length, 0);
    this.clean.hidden = kinds > 0;
    text(this.clean, this.all.operations.length ? 'Nothing fits the filter.' : 'No message has broken its contract.');
    const { request, response } = this.all.messages;
    text(this.counts, `${number(kinds)} kinds · requests: ${number(request.blocked)} refused, ${number(request.reported)} let through`
      + ` · responses: ${number(response.blocked)} withheld, ${number(response.reported)} let through`
      + (this.all.others ? ` · ${number(this.all.others)} more for which there was no room` : ''));
  }

  #group(first) {
    const list = h('div', { class: 'kinds' });
    const rows = new Rows(list, kind, one => this.#kind(one));
    const element = h('section', { class: 'group' },
      h('h3', {}, method(first.method), h('span', { class: 'route' }, first.route), h('span', { class: 'hint' }, first.contract)), list);
    return { element, update: one => rows.show(one.findings) };
  }

  #kind(first) {
    const count = h('span', { class: 'times-found' });
    const seen = h('time', { class: 'hint' });
    const place = [first.in, first.name, first.pointer].filter(Boolean).join(' ');
    const details = h('div', { class: 'detail' });
    let latest = first;
    const element = h('details', {
      class: 'kind',
      on: { toggle: () => { if (element.open) details.replaceChildren(...this.#detail(latest)); } },
    },
    h('summary', {}, count, h('span', { class: 'direction', dataset: { direction: first.direction } }, first.direction),
      h('code', {}, place), h('span', { class: 'what' }, first.message), seen), details);
    return {
      element,
      update(one) {
        latest = one;
        text(count, `${number(one.count)}×`);
        text(seen, time(one.last_seen));
      },
    };
  }

  #detail(one) {
    const { exemplar } = one;
    const path = exemplar.path + (exemplar.query === undefined ? '' : `?${exemplar.query}`);
    const rows = [
      ['Rule', `${one.keyword} at ${one.schema_pointer}`],
      ['First seen', time(one.first_seen)],
      ['Last seen', time(one.last_seen)],
      ['Request id', exemplar.request_id],
      ['Message', `${exemplar.method} ${path}${exemplar.status ? ` → ${exemplar.status}` : ''}`],
      ['Content type', exemplar.content_type ?? '–'],
      ['Headers', exemplar.headers.join(', ') || '–'],
    ];
    const copy = copyButton('Copy as curl', () => curl({
      method: exemplar.method,
      url: (this.live.last?.data ?? '') + path,
      headers: one.direction === 'request' && exemplar.content_type ? [`Content-Type: ${exemplar.content_type}`] : [],
      body: one.direction === 'request' ? exemplar.body : null,
      notes: [
        'secrets have been taken out of it',
        ...(one.direction === 'request' ? [`fields whose values are not kept: ${exemplar.headers.join(', ') || 'none'}`]
          : ['the request whose answer broke the contract; its body is not kept']),
      ],
    }));
    return [
      h('dl', { class: 'facts' }, rows.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
      exemplar.body === undefined ? null : h('pre', { tabindex: '0', 'aria-label': 'Body of the exemplar' }, exemplar.body),
      h('div', { class: 'actions' }, copy),
    ].filter(Boolean);
  }

  #forget() {
    const dialog = h('dialog', { 'aria-labelledby': 'forget-title', on: { close: () => dialog.remove() } },
      h('form', { method: 'dialog', on: { submit: event => this.#forgotten(event) } },
        h('h2', { id: 'forget-title' }, 'Forget all findings?'),
        h('p', {}, 'On this node. The counts of messages go on.'),
        h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'quiet', value: '' }, 'Cancel'),
          h('button', { type: 'submit', class: 'danger', value: 'yes' }, 'Forget'))));
    document.body.append(dialog);
    dialog.showModal();
  }

  async #forgotten(event) {
    if (event.submitter?.value !== 'yes') return;
    try {
      await json('/v1/findings', { method: 'DELETE' });
      announce('Findings are forgotten');
      await this.#load();
    } catch (failure) {
      text(this.fault, failure.message);
    }
  }
}

const kind = one => JSON.stringify([one.direction, one.in, one.name, one.keyword, one.pointer, one.schema_pointer]);
