import { Live, Refused, events, json, token } from './api.js';
import { announce, h, number, text } from './dom.js';
import { Overview } from './overview.js';
import { Contracts } from './contracts.js';
import { Findings } from './findings.js';
import { Limits } from './limits.js';
import { Upstreams } from './upstreams.js';
import { Coverage } from './coverage.js';

const VIEWS = {
  overview: ['sluice-overview', 'Overview', Overview],
  contracts: ['sluice-contracts', 'Contracts', Contracts],
  findings: ['sluice-findings', 'Findings', Findings],
  limits: ['sluice-limits', 'Limits', Limits],
  upstreams: ['sluice-upstreams', 'Upstreams', Upstreams],
  coverage: ['sluice-coverage', 'Coverage', Coverage],
};
for (const [tag, , type] of Object.values(VIEWS)) customElements.define(tag, type);

const live = new Live();
const main = document.getElementById('main');
const state = document.getElementById('link-state');
const WORDS = {
  connecting: 'Connecting', live: 'Live', lost: 'Reconnecting', full: 'Too many viewers', 'signed-out': 'Signed out',
  paused: 'Paused',
};

let shown = null;

function show() {
  const [name, ...rest] = location.hash.slice(1).split('/');
  const wanted = name in VIEWS ? name : 'overview';
  const [tag, title] = VIEWS[wanted];
  for (const link of document.querySelectorAll('nav.tabs a')) {
    const current = link.getAttribute('href') === `#${wanted}`;
    if (current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${title} · Sluice console`;
  const path = rest.map(part => decode(part));
  if (shown?.localName === tag) {
    shown.open?.(path);
    return;
  }
  const first = shown === null;
  shown = document.createElement(tag);
  shown.live = live;
  main.replaceChildren(h('h1', { class: 'sr' }, title), shown);
  shown.open?.(path);
  shown.update?.();
  if (!first) main.focus({ preventScroll: true });
  scrollTo(0, 0);
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

live.addEventListener('snapshot', () => {
  const snapshot = live.last;
  text(document.getElementById('version'), snapshot.version);
  const closed = document.getElementById('closed');
  const { maintenance } = snapshot;
  const count = maintenance.contracts.length;
  closed.hidden = !maintenance.on && count === 0;
  text(closed, maintenance.on ? 'Closed for maintenance' : count === 1 ? '1 contract closed' : `${count} contracts closed`);
  document.getElementById('draining').hidden = !snapshot.draining;
  const kinds = snapshot.findings.kinds;
  text(document.getElementById('findings-count'), kinds ? number(kinds) : '');
  shown?.update?.();
});

live.addEventListener('state', () => {
  state.dataset.state = live.state;
  text(state, WORDS[live.state]);
  state.title = live.detail;
});

// twice a minute is often enough to hear it
setInterval(() => {
  const snapshot = live.last;
  if (live.state !== 'live' || !snapshot || document.hidden || !location.hash.match(/^(#overview)?$/)) return;
  announce(`${number(snapshot.requests.rate)} requests per second, ${number(snapshot.requests.statuses['5xx'])} server`
    + ` errors, ${snapshot.findings.kinds} kinds of findings`);
}, 30_000);

// nobody looks: leave the place to others
let hiddenTimer = 0;
document.addEventListener('visibilitychange', () => {
  clearTimeout(hiddenTimer);
  if (document.hidden) {
    hiddenTimer = setTimeout(() => {
      live.stop();
      live.state = 'paused';
      live.dispatchEvent(new Event('state'));
    }, 30_000);
  } else if (live.state === 'paused') {
    live.start();
  }
});

// a page that is kept for the way back keeps no connection: a browser has six of them for one server
addEventListener('pagehide', () => live.stop());
addEventListener('pageshow', event => {
  if (event.persisted) live.start();
});

const theme = document.getElementById('theme');
text(theme, `Theme: ${window.sluiceTheme.mode()}`);
theme.addEventListener('click', () => text(theme, `Theme: ${window.sluiceTheme.next()}`));

const signOut = document.getElementById('sign-out');
signOut.addEventListener('click', () => {
  token.set(null);
  signOut.hidden = true;
  live.stop();
  live.snapshots = [];
  main.replaceChildren();
  shown = null;
  login();
});
signOut.hidden = token.get() === null;

let loginOpen = false;

function login() {
  if (loginOpen) return;
  loginOpen = true;
  const fault = h('p', { class: 'fault', role: 'alert' });
  const input = h('input', {
    type: 'password', id: 'token', autocomplete: 'off', spellcheck: 'false', required: true,
    'aria-describedby': 'token-hint',
  });
  const dialog = h('dialog', { class: 'login', 'aria-labelledby': 'login-title' },
    h('form', { method: 'dialog', on: { submit } },
      h('h2', { id: 'login-title' }, 'Sign in'),
      h('p', { id: 'token-hint' }, 'The control port asks for its token. It is in the settings, or was printed when Sluice'
        + ' started.'),
      h('label', { for: 'token' }, 'Token'),
      input,
      fault,
      h('div', { class: 'actions' }, h('button', { type: 'submit', class: 'primary' }, 'Sign in'))));
  dialog.addEventListener('cancel', event => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  input.focus();

  async function submit(event) {
    event.preventDefault();
    const before = token.get();
    // what cannot stand in a header is no token
    if (!/^[\x21-\x7e]+$/.test(input.value)) {
      text(fault, 'A token has visible ASCII characters only.');
      return;
    }
    token.set(input.value);
    try {
      await json('/v1/status');
      dialog.close();
      dialog.remove();
      loginOpen = false;
      signOut.hidden = false;
      shown = null;
      show();
      live.start();
    } catch (failure) {
      token.set(before);
      input.select();
      text(fault, failure instanceof Refused && failure.status === 401 ? 'That is not the token.' : failure.message);
    }
  }
}

events.addEventListener('login', login);

document.getElementById('maintenance').addEventListener('click', maintenance);

async function maintenance() {
  let status;
  let present;
  try {
    [status, present] = await Promise.all([json('/v1/status'), json('/v1/maintenance')]);
  } catch (failure) {
    if (failure.status !== 401) announceFault(failure);
    return;
  }
  const scope = h('select', { id: 'closed-scope' }, h('option', { value: '' }, 'This node, all contracts'),
    status.contracts.map(contract => h('option', { value: contract.file }, `${contract.title} (${contract.file})`)));
  const message = h('input', { id: 'closed-message', maxlength: '1000', placeholder: 'Back at noon' });
  const after = h('input', { id: 'closed-after', type: 'number', min: '1', max: '86400', value: '60', required: true });
  const fault = h('p', { class: 'fault', role: 'alert' });
  const closed = [
    ...(present.on ? ['the whole node'] : []),
    ...present.contracts.map(contract => contract.contract),
  ];
  const change = async on => {
    const body = { on };
    if (scope.value) body.contract = scope.value;
    if (on) {
      if (!after.reportValidity()) return;
      Object.assign(body, { retry_after: Number(after.value), message: message.value });
    }
    try {
      await json('/v1/maintenance', { method: 'PUT', body });
      announce(on ? 'Closed for maintenance' : 'Open');
      dialog.close();
    } catch (failure) {
      text(fault, failure.message);
    }
  };
  const dialog = h('dialog', { 'aria-labelledby': 'maintenance-title', on: { close: () => dialog.remove() } },
    h('form', { method: 'dialog' },
      h('h2', { id: 'maintenance-title' }, 'Maintenance'),
      h('p', {}, closed.length ? `Closed now: ${closed.join(', ')}.` : 'Everything is open. While closed, requests are'
        + ' answered with 503 in the words of the contract; those under way go on.'),
      h('label', { for: 'closed-scope' }, 'What'), scope,
      h('label', { for: 'closed-message' }, 'Message for clients (optional)'), message,
      h('label', { for: 'closed-after' }, 'Retry-After, seconds'), after,
      fault,
      h('div', { class: 'actions' },
        h('button', { type: 'submit', class: 'quiet' }, 'Cancel'),
        h('button', { type: 'button', on: { click: () => change(false) } }, 'Open'),
        h('button', { type: 'button', class: 'danger', on: { click: () => change(true) } }, 'Close for maintenance'))));
  document.body.append(dialog);
  dialog.showModal();
}

function announceFault(failure) {
  const dialog = h('dialog', { on: { close: () => dialog.remove() }, 'aria-label': 'Not done' },
    h('form', { method: 'dialog' }, h('p', {}, failure.message),
      h('div', { class: 'actions' }, h('button', { type: 'submit' }, 'OK'))));
  document.body.append(dialog);
  dialog.showModal();
}

addEventListener('hashchange', show);
show();
live.start();
