import { json } from './api.js';
import { empty, h, panel } from './dom.js';

export class Coverage extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.content = h('div', {}, empty('Asking …'));
    this.append(panel('Coverage', {}, this.content));
    this.#load();
  }

  async #load() {
    try {
      this.content.replaceChildren(h('pre', { tabindex: '0' }, JSON.stringify(await json('/v1/coverage'), null, 2)));
    } catch (failure) {
      this.content.replaceChildren(failure.status === 404
        ? empty('Coverage is not available on this node.')
        : h('p', { class: 'fault' }, failure.message));
    }
  }
}
