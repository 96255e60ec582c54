import { json } from './api.js';
import { announce, bytes, copyButton, curl, duration, h, text } from './dom.js';

const LONGEST = 262_144;

/** A form for one request, and its answer. */
export class TryForm extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    this.heading = h('h3', { tabindex: '-1' }, '');
    this.wants = h('p', { class: 'hint' });
    this.method = h('select', { id: 'try-method' },
      ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].map(name => h('option', { value: name }, name)));
    this.path = h('input', { id: 'try-path', required: true, pattern: '/.*', spellcheck: 'false', autocomplete: 'off' });
    this.headers = h('textarea', { id: 'try-headers', rows: '3', spellcheck: 'false' });
    this.body = h('textarea', { id: 'try-body', rows: '8', spellcheck: 'false', maxlength: LONGEST });
    this.send = h('button', { type: 'submit', class: 'primary' }, 'Send');
    this.fault = h('p', { class: 'fault', role: 'alert' });
    this.answer = h('section', { class: 'answer', 'aria-label': 'Answer' });
    this.append(
      this.heading, this.wants,
      h('form', { on: { submit: event => this.#submit(event) } },
        h('div', { class: 'line' },
          h('div', {}, h('label', { for: 'try-method' }, 'Method'), this.method),
          h('div', { class: 'grow' }, h('label', { for: 'try-path' }, 'Path and query'), this.path)),
        h('label', { for: 'try-headers' }, 'Headers, one a line'), this.headers,
        h('label', { for: 'try-body' }, 'Body'), this.body,
        h('div', { class: 'actions' }, this.send, copyButton('Copy as curl', () => this.#curl())),
        this.fault),
      this.answer);
  }

  fill(operation) {
    text(this.heading, operation.id);
    const required = operation.parameters.filter(one => one.required).map(one => `${one.name} (${one.in})`);
    const optional = operation.parameters.filter(one => !one.required).map(one => `${one.name} (${one.in})`);
    text(this.wants, [
      required.length ? `Required: ${required.join(', ')}.` : '',
      optional.length ? `Optional: ${optional.join(', ')}.` : '',
      operation.body ? `Body${operation.body.required ? '' : ' (optional)'}: ${operation.body.media_types.join(', ')}.` : '',
      operation.example ? '' : 'No example was found: fill in the braces.',
    ].filter(Boolean).join(' '));
    const example = operation.example ?? { path: operation.path, headers: {}, body: '' };
    this.method.value = operation.method;
    this.path.value = example.path;
    this.headers.value = Object.entries(example.headers)
      .flatMap(([name, values]) => [values].flat().map(value => `${name}: ${value}`)).join('\n');
    this.body.value = pretty(example.body ?? '');
    this.answer.replaceChildren();
    text(this.fault, '');
  }

  #lines() {
    return this.headers.value.split('\n').map(line => line.trim()).filter(Boolean);
  }

  #curl() {
    const base = this.live?.last?.data ?? '';
    return curl({ method: this.method.value, url: base + this.path.value, headers: this.#lines(), body: this.body.value });
  }

  async #submit(event) {
    event.preventDefault();
    text(this.fault, '');
    const headers = Object.create(null);
    for (const line of this.#lines()) {
      const colon = line.indexOf(':');
      if (colon < 1) {
        text(this.fault, `A header is a name, a colon and a value: ${line}`);
        return;
      }
      const name = line.slice(0, colon).trim();
      headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
    }
    // what an address bar would do: spaces and letters beyond ASCII are encoded
    const path = this.path.value.replaceAll(/[^!-~]+|#/g, encodeURIComponent);
    const wanted = { method: this.method.value, path, headers };
    if (this.body.value !== '') wanted.body = this.body.value;
    this.send.disabled = true;
    try {
      this.#show(await json('/v1/try', { method: 'POST', body: wanted }));
    } catch (failure) {
      this.answer.replaceChildren();
      text(this.fault, failure.message);
    } finally {
      this.send.disabled = false;
    }
  }

  #show(answer) {
    const kind = String(answer.status)[0];
    const size = answer.body === undefined ? 'binary' : bytes(new Blob([answer.body]).size);
    const shown = answer.body === undefined ? `base64: ${answer.body_base64}` : pretty(answer.body);
    this.answer.replaceChildren(
      h('p', { class: 'status', dataset: { kind } }, h('strong', {}, `${answer.status} ${answer.reason}`),
        h('span', { class: 'hint' }, `${duration(answer.millis)} · ${size}${answer.cut ? ', cut' : ''}`)),
      h('details', {}, h('summary', {}, `${answer.headers.length} headers`),
        h('pre', { tabindex: '0' }, answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n'))),
      shown ? h('pre', { class: 'body', tabindex: '0', 'aria-label': 'Body of the answer' }, shown) : h('p', { class: 'hint' }, 'No body.'));
    announce(`Answered with ${answer.status} ${answer.reason}`);
  }
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
