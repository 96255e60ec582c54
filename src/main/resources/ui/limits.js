import { json } from './api.js';
import { Rows, announce, empty, h, number, panel, seconds, table, text } from './dom.js';

const MODES = {
  enforce: 'Calls over their quota are answered with 429.', warn: 'Calls over their quota go on and are counted.',
  off: 'Limits are off.',
};

export class Limits extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.mode = h('p', {});
    this.looked = h('p', { class: 'hint' });
    const near = table('Projects nearest to their limit', ['Project', 'Policy', 'Window', 'Used', '', 'Refused', 'Anew in', ''],
      { numeric: [3, 5, 6] });
    this.near = near.element;
    this.rows = new Rows(near.body, one => JSON.stringify([one.project, one.policy, one.window_seconds, one.shared]),
      one => this.#project(one));
    this.nobody = empty('Nobody has used anything of a quota.');
    this.project = h('input', { id: 'limit-project', required: true, maxlength: '256', autocomplete: 'off', spellcheck: 'false' });
    this.one = h('div', { 'aria-live': 'polite' });
    this.append(
      panel('Projects nearest to their limit', {}, this.mode, this.near, this.nobody, this.looked),
      panel('One project', {},
        h('form', { class: 'line', on: { submit: event => this.#look(event) } },
          h('div', { class: 'grow' }, h('label', { for: 'limit-project' }, 'Project'), this.project),
          h('div', {}, h('button', { type: 'submit' }, 'Show'))),
        this.one));
  }

  update() {
    const limits = this.live.last?.limits;
    if (!limits) return;
    text(this.mode, `${MODES[limits.mode] ?? limits.mode} ${number(limits.allowed)} allowed and `
      + `${number(limits.refused + limits.would_refuse)} refused per second.`
      + (limits.store ? ` Counts are shared in a store, which is ${limits.store}: what is listed are its refusals of late.` : ''));
    this.rows.show(limits.nearest);
    this.nobody.hidden = limits.nearest.length > 0;
    this.near.hidden = limits.nearest.length === 0;
    text(this.looked, limits.known > limits.looked_at
      ? `${number(limits.known)} counts are kept; each second ${number(limits.looked_at)} of them are looked at.`
      : `${number(limits.known)} counts are kept.`);
  }

  #project(first) {
    const used = h('td', { class: 'num' });
    const meter = h('meter', { min: '0', 'aria-label': 'used' });
    const refused = h('td', { class: 'num' });
    const anew = h('td', { class: 'num' });
    const name = first.project || 'projects that share one count';
    const reset = first.project === '' ? null : h('button', { type: 'button', class: 'quiet', on: { click: () => this.#reset(first.project) } },
      'Reset', h('span', { class: 'sr' }, ` ${first.project}`));
    const element = h('tr', {}, h('th', { scope: 'row', class: 'id' }, name), h('td', {}, first.policy),
      h('td', {}, seconds(first.window_seconds)), used, h('td', {}, meter), refused, anew, h('td', {}, reset));
    return {
      element,
      update(one) {
        text(used, `${number(one.used)} / ${number(one.quota)}`);
        meter.max = Math.max(1, one.quota);
        meter.high = Math.max(1, one.quota) * 0.8;
        meter.low = Math.max(1, one.quota) * 0.8;
        meter.optimum = 0;
        meter.value = one.used;
        text(refused, number(one.refused));
        refused.classList.toggle('bad', one.refused > 0);
        text(anew, seconds(one.resets_in_seconds));
      },
    };
  }

  async #look(event) {
    event.preventDefault();
    try {
      const answer = await json(`/v1/projects/${encodeURIComponent(this.project.value)}/limits`);
      const shown = table(`Limits of ${answer.project_id}`, ['Policy', 'Window', 'Used', 'Refused', 'Anew in'], { numeric: [2, 3, 4] });
      shown.body.append(...answer.limits.map(one => h('tr', {}, h('th', { scope: 'row' }, one.policy),
        h('td', {}, seconds(one.window_seconds)), h('td', { class: 'num' }, `${number(one.used)} / ${number(one.quota)}`),
        h('td', { class: 'num' }, number(one.refused)), h('td', { class: 'num' }, seconds(one.resets_in_seconds)))));
      this.one.replaceChildren(answer.limits.length ? shown.element : empty('Nothing limits it.'));
    } catch (failure) {
      this.one.replaceChildren(h('p', { class: 'fault' }, failure.message));
    }
  }

  async #reset(project) {
    try {
      await json(`/v1/projects/${encodeURIComponent(project)}/limits`, { method: 'DELETE' });
      announce(`${project} has its full quotas again`);
    } catch (failure) {
      this.one.replaceChildren(h('p', { class: 'fault' }, failure.message));
    }
  }
}
