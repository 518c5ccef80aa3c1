/** The buttons that copy an address; where a browser does not allow it they stay hidden. */
const said = document.getElementById('~copied');
for (const button of navigator.clipboard ? document.querySelectorAll<HTMLElement>('[data-copy]') : []) {
  const text = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset['copy'] ?? '');
    button.textContent = 'Copied';
    if (said) said.textContent = `Copied: ${button.dataset['copy']}`;
    setTimeout(() => (button.textContent = text), 2000);
  });
}

export {};
