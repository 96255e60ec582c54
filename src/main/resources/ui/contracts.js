import { json } from './api.js';
import { empty, h, method, number, panel, text } from './dom.js';
import { Registered } from './registered.js';
import { TryForm } from './try.js';

customElements.define('sluice-try', TryForm);
customElements.define('sluice-registered', Registered);

export class Contracts extends HTMLElement {
  #path = [];
  #asked = 0;

  connectedCallback() {
    if (this.firstChild) return;
    this.list = h('ul', { class: 'contracts' });
    this.filter = h('input', {
      id: 'operation-filter', type: 'search', placeholder: 'GET /pets, listPets …', maxlength: '256', autocomplete: 'off',
      on: { input: () => this.#later() },
    });
    this.count = h('p', { class: 'hint', role: 'status' });
    this.operations = h('ul', { class: 'operations' });
    this.form = document.createElement('sluice-try');
    this.form.live = this.live;
    this.hint = empty('Choose an operation to try it.');
    this.append(
      panel('Served contracts', {}, this.list),
      document.createElement('sluice-registered'),
      h('div', { class: 'columns try-columns' },
        panel('Operations', {}, h('label', { for: 'operation-filter' }, 'Filter'), this.filter, this.count, this.operations),
        panel('Try it', {}, this.hint, this.form)));
    this.form.hidden = true;
    this.#load();
  }

  open(path) {
    const before = this.#path;
    this.#path = path;
    if (!this.status) return;
    if (before[0] !== path[0]) this.#contract();
    else this.#operation();
  }

  async #load() {
    try {
      this.status = await json('/v1/status');
    } catch (failure) {
      this.list.replaceChildren(h('li', { class: 'fault' }, failure.message));
      return;
    }
    this.list.replaceChildren(...this.status.contracts.map(contract => this.#card(contract)));
    if (!this.status.contracts.length) this.list.append(h('li', {}, 'No contract is loaded.'));
    this.#contract();
  }

  #card(contract) {
    const file = encodeURIComponent(contract.file);
    return h('li', { dataset: { file: contract.file } },
      h('a', { class: 'title', href: `#contracts/${file}` }, contract.title),
      h('span', { class: 'hint' }, `version ${contract.version} · ${number(contract.operations)} operations · `,
        h('code', {}, contract.file)),
      contract.warnings.length
        ? h('details', {}, h('summary', {}, `${contract.warnings.length} warnings`),
          h('ul', { class: 'warnings' }, contract.warnings.map(warning => h('li', {}, warning))))
        : null,
      h('a', { class: 'docs', href: `/ui/docs#${file}` }, 'Documentation', h('span', { class: 'sr' }, ` of ${contract.title}`)));
  }

  #chosen() {
    const { contracts } = this.status;
    return contracts.find(contract => contract.file === this.#path[0]) ?? contracts[0];
  }

  #contract() {
    const contract = this.#chosen();
    for (const item of this.list.children) {
      const current = item.dataset.file === contract?.file;
      item.classList.toggle('current', current);
      const link = item.querySelector('a.title');
      if (current) link?.setAttribute('aria-current', 'true');
      else link?.removeAttribute('aria-current');
    }
    this.filter.value = '';
    this.#ask();
    this.#operation();
  }

  #later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), 150);
  }

  async #ask() {
    const contract = this.#chosen();
    if (!contract) return;
    const turn = ++this.#asked;
    const query = new URLSearchParams({ contract: contract.file });
    if (this.filter.value.trim()) query.set('filter', this.filter.value.trim());
    try {
      const answer = await json(`/v1/operations?${query}`);
      if (turn !== this.#asked) return;
      const file = encodeURIComponent(contract.file);
      this.operations.replaceChildren(...answer.operations.map(one =>
        h('li', {}, h('a', { href: `#contracts/${file}/${one.number}` },
          method(one.method), h('span', { class: 'route' }, one.path), one.id.includes(' ') ? null : h('span', { class: 'hint' }, one.id)))));
      const beyond = answer.found - answer.operations.length;
      text(this.count, `${number(answer.found)} of ${number(answer.total)}${beyond > 0 ? `, the first ${answer.operations.length} are shown` : ''}`);
      this.#mark();
    } catch (failure) {
      text(this.count, failure.message);
    }
  }

  #mark() {
    for (const link of this.operations.querySelectorAll('a')) {
      if (link.getAttribute('href') === location.hash) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  }

  async #operation() {
    this.#mark();
    const contract = this.#chosen();
    const chosen = this.#path[1];
    this.hint.hidden = chosen !== undefined;
    this.form.hidden = chosen === undefined;
    if (chosen === undefined || !contract) return;
    try {
      const query = new URLSearchParams({ contract: contract.file });
      this.form.fill(await json(`/v1/operations/${encodeURIComponent(chosen)}?${query}`));
    } catch (failure) {
      this.form.hidden = true;
      this.hint.hidden = false;
      text(this.hint, failure.message);
    }
  }
}
