// Before the first paint, so that nothing flashes. Modes: light, dark, or as the system has it.
(function () {
  const root = document.documentElement;
  const KEY = 'sluice.theme';
  const MODES = ['system', 'light', 'dark'];
  const read = () => {
    try {
      const kept = localStorage.getItem(KEY);
      return MODES.includes(kept) ? kept : 'system';
    } catch {
      return 'system';
    }
  };
  const isDark = mode => mode === 'dark'
    || (mode === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const apply = mode => {
    root.dataset.theme = mode;
    root.classList.toggle('dark-mode', isDark(mode)); // swagger-ui goes by this class
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => apply(read()));
  window.sluiceTheme = {
    mode: read,
    next() {
      const mode = MODES[(MODES.indexOf(read()) + 1) % MODES.length];
      try {
        localStorage.setItem(KEY, mode);
      } catch { /* kept for this page only */ }
      apply(mode);
      return mode;
    },
  };
  apply(read());
})();
