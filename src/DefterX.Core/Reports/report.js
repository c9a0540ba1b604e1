(() => {
  const filter = document.getElementById('filter');
  const [text, state, output] = filter.querySelectorAll('input, select, output');
  const fold = s => s.toLocaleLowerCase(document.documentElement.lang).normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i');
  const rows = [...document.querySelectorAll('.grid tbody tr')].map(row => [row, fold(row.cells[0].textContent)]);
  const apply = () => {
    const words = fold(text.value).split(' ');
    let shown = 0;
    for (const [row, name] of rows) {
      row.hidden = !words.every(word => name.includes(word)) || (state.value !== '' && !row.querySelector(state.value));
      if (!row.hidden) shown++;
    }
    output.textContent = shown === rows.length ? '' : shown + ' / ' + rows.length;
  };
  text.addEventListener('input', apply);
  state.addEventListener('input', apply);
  filter.hidden = false;
})();
