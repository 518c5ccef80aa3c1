/** Gives each heading an id, as the other tools do by themselves. */
export function nameHeadings(markdown) {
  markdown.core.ruler.push('name-headings', ({ tokens }) => {
    const nameText = createNamer();
    tokens.forEach((token, at) => {
      if (token.type !== 'heading_open') return;
      token.attrSet('id', nameText(tokens[at + 1].children.map(({ content }) => content).join('')));
    });
  });
}

/** Names the headings of one page in their order, each once. */
export function createNamer() {
  const taken = new Map();
  return (text) => {
    const name = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const times = taken.get(name) ?? 0;
    taken.set(name, times + 1);
    return times === 0 ? name : `${name}-${times}`;
  };
}
