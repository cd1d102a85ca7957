// Applies the color scheme that was chosen in the reference, before the page is shown.
try {
  const mode = localStorage.getItem('redoc.colorMode');
  if (mode === 'light' || mode === 'dark') document.documentElement.classList.add(mode);
} catch {
  // Storage is forbidden: the scheme of the system applies.
}
