// What the page asks of the control port. The token lives as long as the tab.

const KEY = 'sluice.token';

let memory = null;

export const token = {
  get() {
    try {
      return sessionStorage.getItem(KEY) ?? memory;
    } catch {
      return memory;
    }
  },
  set(value) {
    memory = value;
    try {
      if (value === null) sessionStorage.removeItem(KEY);
      else sessionStorage.setItem(KEY, value);
    } catch { /* kept for this page only */ }
  },
};

/** An answer that is none of the good ones. */
export class Refused extends Error {
  constructor(status, words, retryAfter = 0) {
    super(words);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** Tells of `login`, when a token is asked for. */
export const events = new EventTarget();

async function call(path, { method = 'GET', body, signal } = {}) {
  const headers = {};
  const present = token.get();
  if (present) headers.Authorization = `Bearer ${present}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
  });
  if (response.ok) return response;
  if (response.status === 401) events.dispatchEvent(new Event('login'));
  throw await refusal(response);
}

async function refusal(response) {
  let words = `${response.status} ${response.statusText}`;
  try {
    const problem = await response.json();
    words = `${problem.title ?? words}${problem.detail ? ': ' + problem.detail : ''}`;
  } catch { /* it is no problem document */ }
  return new Refused(response.status, words, Number(response.headers.get('Retry-After')) || 0);
}

export async function json(path, options) {
  const response = await call(path, options);
  return response.status === 204 ? null : response.json();
}

/** The bounded past of what is shown live, and its present. Tells of `snapshot` and `state`. */
export class Live extends EventTarget {
  static KEPT = 120;

  snapshots = [];
  state = 'connecting';
  detail = '';
  #abort = null;
  #wait = 1000;
  #timer = 0;

  get last() {
    return this.snapshots.at(-1) ?? null;
  }

  start() {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    this.#run(abort.signal).then(() => this.#again(abort, 'lost', ''), failure => {
      if (abort.signal.aborted) return;
      if (failure.status === 401) this.#become('signed-out', '');
      else this.#again(abort, failure.status === 503 ? 'full' : 'lost', failure.message, failure.retryAfter);
    });
  }

  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
  }

  #again(abort, state, detail, retryAfter = 0) {
    if (abort.signal.aborted) return;
    this.#become(state, detail);
    this.#timer = setTimeout(() => this.start(), Math.max(this.#wait, (retryAfter ?? 0) * 1000));
    this.#wait = Math.min(this.#wait * 2, 10_000);
  }

  #become(state, detail) {
    this.state = state;
    this.detail = detail;
    this.dispatchEvent(new Event('state'));
  }

  async #run(signal) {
    const response = await call('/v1/live', { signal });
    this.#become('live', '');
    this.#wait = 1000;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      const parts = rest.split('\n\n');
      rest = parts.pop();
      for (const part of parts) this.#take(part);
    }
  }

  #take(event) {
    const data = event.split('\n').filter(line => line.startsWith('data: ')).map(line => line.slice(6)).join('\n');
    if (!data) return;
    this.snapshots.push(JSON.parse(data));
    if (this.snapshots.length > Live.KEPT) this.snapshots.shift();
    this.dispatchEvent(new Event('snapshot'));
  }
}
