import { events, token } from './api.js';

const fault = document.getElementById('docs-fault');
const file = decodeURIComponent(location.hash.slice(1));
document.getElementById('docs-title').textContent = file;
document.getElementById('back').href = `/ui/#contracts/${encodeURIComponent(file)}`;

async function load() {
  const headers = token.get() ? { Authorization: `Bearer ${token.get()}` } : {};
  const response = await fetch(`/v1/document?${new URLSearchParams({ contract: file })}`, { headers, cache: 'no-store' });
  if (response.status === 401) throw new Error('Sign in on the console first.');
  const json = await response.json();
  if (!response.ok) throw new Error(json.detail ?? `${response.status}`);
  return json;
}

events.addEventListener('login', () => { fault.textContent = 'Sign in on the console first.'; });
try {
  const spec = await load();
  document.title = `${spec.info?.title ?? file} · Sluice console`;
  window.SwaggerUIBundle({
    spec,
    domNode: document.getElementById('swagger-ui'),
    // requests are tried out in the console, which may reach the data port
    supportedSubmitMethods: [],
    validatorUrl: null,
    deepLinking: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
  });
} catch (failure) {
  fault.textContent = failure.message;
}
