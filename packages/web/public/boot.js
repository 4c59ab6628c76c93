/* Runs before the first paint, so that no one sees the wrong colours or the wrong direction flash by. */
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const chosen = read('parley:scheme');
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.mantineColorScheme = dark ? 'dark' : 'light';
  const known = ['en', 'th', 'ar'];
  const wanted = [read('parley:language'), ...(navigator.languages ?? [])]
    .filter(Boolean)
    .map((tag) => tag.toLowerCase().split('-')[0])
    .find((tag) => known.includes(tag));
  root.lang = wanted ?? 'en';
  root.dir = wanted === 'ar' ? 'rtl' : 'ltr';
})();
