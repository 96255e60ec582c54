import { json } from './api.js';
import { announce, bytes, empty, h, number, panel, table, text, time } from './dom.js';

const count = (amount, one, many = `${one}s`) => `${number(amount)} ${amount === 1 ? one : many}`;

/** The contracts of the registry with their versions, and what of them this node serves. */
export class Registered extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.list = h('ul', { class: 'registered' });
    this.hint = empty('Asking …');
    const again = h('button', { type: 'button', class: 'quiet', on: { click: () => this.#load(true) } },
      'Refresh', h('span', { class: 'sr' }, ' registered contracts'));
    this.append(panel('Registered contracts', { actions: [again] }, this.hint, this.list));
    this.#load(false);
  }

  async #load(told) {
    const open = new Set([...this.list.querySelectorAll('details[open]')].map(one => one.dataset.name));
    try {
      const { contracts } = await json('/v1/contracts');
      this.list.replaceChildren(...contracts.map(contract => card(contract, open.has(contract.name))));
      text(this.hint, contracts.length ? '' : 'No contract is registered.');
    } catch (failure) {
      this.list.replaceChildren();
      text(this.hint, failure.message);
    }
    this.hint.hidden = this.hint.textContent === '';
    if (told) announce(this.hint.textContent || `${count(this.list.children.length, 'registered contract')} shown`);
  }
}

function card(contract, open) {
  const versions = h('div', { class: 'detail' });
  const details = h('details', { class: 'kind', dataset: { name: contract.name }, open, on: { toggle: show } },
    h('summary', {},
      h('span', { class: 'title' }, contract.name),
      contract.active === undefined
        ? h('span', { class: 'badge' }, 'none active')
        : h('span', { class: 'badge good' }, `version ${contract.active} active`),
      h('span', { class: 'hint' }, count(contract.versions, 'version')),
      contract.served.map(served => place(contract, served)),
      contract.served.length ? null : h('span', { class: 'hint' }, 'not served by this node')),
    versions);
  let asked = false;

  async function show() {
    if (!details.open || asked) return;
    asked = true;
    text(versions, 'Asking …');
    try {
      const whole = await json(`/v1/contracts/${encodeURIComponent(contract.name)}`);
      versions.replaceChildren(...faults(whole), rows(whole));
    } catch (failure) {
      asked = false;
      versions.replaceChildren(h('p', { class: 'fault' }, failure.message));
    }
  }

  return h('li', {}, details);
}

/** What requests find at one place of the settings; the words say what the colour does. */
function place(contract, served) {
  const now = served.version === undefined ? 'no version' : `version ${served.version}`;
  if (served.refused !== undefined) {
    return h('span', { class: 'badge bad' }, `version ${served.refused} cannot be served here, ${now} is`);
  }
  const right = served.version === contract.active;
  return h('span', { class: `badge ${right && served.version !== undefined ? 'good' : 'warn'}` }, `${now} served here`);
}

function faults(contract) {
  return contract.served.filter(served => served.refused !== undefined).map(served =>
    h('div', {}, h('p', { class: 'fault' }, `Version ${served.refused} cannot be served here:`),
      h('ul', { class: 'warnings' }, served.faults.map(fault => h('li', {}, fault)))));
}

function rows(contract) {
  const { element, body } = table(`Versions of ${contract.name}`,
    ['Version', 'State', 'Title', 'Registered', 'Operations', 'Warnings', 'Size', 'Digest'], { numeric: [4, 5, 6] });
  body.append(...contract.versions.map(one => {
    const here = contract.served.some(served => served.version === one.version);
    return h('tr', {},
      h('th', { scope: 'row' }, String(one.version)),
      h('td', {},
        one.active ? h('span', { class: 'badge good' }, 'active') : h('span', { class: 'badge' }, 'not active'),
        here ? h('span', { class: 'hint' }, ' served here') : null),
      h('td', { class: 'id' }, `${one.title} ${one.info_version}`),
      h('td', {}, h('time', { datetime: one.created }, time(one.created))),
      h('td', { class: 'num' }, number(one.operations)),
      h('td', { class: 'num' }, number(one.warnings)),
      h('td', { class: 'num' }, bytes(one.bytes)),
      h('td', {}, h('code', { class: 'digest' }, one.digest)));
  }));
  return element;
}
