// The search box of every page and the search page. Loaded when it is first wanted; nothing leaves the device: segments
// of the index are scripts of this site, which call take(), so that a page opened from a disk can search too.
(() => {
  const { wishes, terms, find, marks, Segment } = globalThis.briefgenIndex;
  const form = document.querySelector('form.search'), input = form.elements.q;
  const root = new URL('../', document.currentScript.src).href, lang = document.documentElement.lang;
  const tree = new URL('../', form.action).href; // the root of this language
  const page = document.getElementById('found'); // where the search page shows results; other pages open a list
  const KINDS = ['themes', 'people', 'organisations', 'sources'];
  const AT_ONCE = 4, LETTERS = 240;
  const STEP = page ? 20 : 7;

  const taken = new Map(), asked = new Map(), segments = [];
  let manifest, isWhole = false, shown = STEP, turn = 0, active = -1;

  globalThis.briefgenSearch = {
    take(kind, data) {
      taken.set(kind === 'manifest' ? data.lang : `${data.lang}/${data.month || data.day}`, data);
    },
  };

  // By the name under which it hands over its data; a day's file stands in the folder of its month.
  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = `${root}search/${name.replace(/(-\d\d)-/, '$1/')}.js`;
        script.onload = () => resolve(taken.get(name));
        script.onerror = () => {
          asked.delete(name);
          reject(new Error(name));
        };
        document.head.append(script);
      }));
    }
    return asked.get(name);
  }

  // All segments, a few at a time, the newest first, own language before others; results grow with each that comes.
  let filling;
  const fill = () => filling ||= (async () => {
    const names = manifest.months.flatMap(([month, langs]) => (
      [...langs].sort((one, other) => (other === lang) - (one === lang)).map((code) => `${code}/${month}`)));
    const places = new Map(names.map((name, at) => [name, at]));
    const worker = async () => {
      for (let name = names.shift(); name; name = names.shift()) {
        const segment = new Segment(await load(name));
        segment.place_ = places.get(name);
        segments.push(segment);
        segments.sort((one, other) => one.place_ - other.place_);
        soon();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    isWhole = true;
    await show();
  })().catch(() => {
    filling = undefined;
    say(manifest.words.failed);
  });

  let waiting;
  function soon() {
    if (segments.length === 1) show();
    else waiting ||= setTimeout(() => { waiting = undefined; show(); }, 100);
  }

  const filter = () => Object.fromEntries(['theme', 'person', 'source', 'from', 'to']
    .map((name) => [name, form.elements[name]?.value || '']));

  async function show() {
    const mine = ++turn, query = input.value.trim();
    if (!manifest) return;
    if (!query) {
      draw([], { passages: [] });
      say('');
      return;
    }
    const wanted = wishes(query, manifest.synonyms);
    const read = async (hit) => (mine === turn ? textOf(hit) : Promise.reject());
    let found = { passages: [], unread: 0 };
    try {
      for await (found of find(segments, wanted, filter(), lang, shown, read)) {
        if (mine !== turn) return;
        draw(places(query), found, wanted);
      }
    } catch {
      if (mine === turn) say(manifest.words.failed);
      return;
    }
    if (mine !== turn) return;
    const { passages, unread } = found;
    draw(places(query), found, wanted, isWhole);
    if (isWhole) say(passages.length ? count(passages.length + unread, unread) : nothing());
    else say(passages.length ? '' : manifest.words.busy);
  }

  // What has not been read is counted by texts, and may turn out to be no answer.
  function count(hits, unread) {
    return manifest.words.count.replace('%(count)s', (unread ? '≈\u202f' : '') + hits.toLocaleString(lang));
  }

  function nothing() {
    const { words } = manifest;
    return `${words.none} ${Object.values(filter()).some(Boolean) ? words.narrow : words.advice}`;
  }

  // The text of a hit, from the file of its day. Should that be older or newer than the index, its key still tells it.
  async function textOf({ segment, text }) {
    const { lang: code, days, texts } = segment.data;
    const { texts: found } = await load(`${code}/${days[text.day]}`);
    const at = texts.filter((each) => each.day === text.day).indexOf(text);
    return found[at]?.key === text.key ? found[at] : found.find((each) => each.key === text.key);
  }

  // The pages of themes, people and the like whose name has all the words.
  function places(query) {
    const words = terms(query);
    return KINDS.flatMap((kind) => manifest[kind].map(([id, name]) => ({ kind, id, name })))
      .filter(({ name }) => {
        const own = terms(name);
        return words.length && words.every((word) => own.some((part) => part.startsWith(word)));
      }).slice(0, 3);
  }

  function address(page, anchor) {
    return page + (location.protocol === 'file:' ? 'index.html' : '') + (anchor ? `#${anchor}` : '');
  }

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children.filter((child) => child !== ''));
    return made;
  }

  // A part of a text around the words that were asked for, which are marked.
  function context(text, wanted) {
    const found = marks(text, wanted);
    let best = 0, most = -1;
    for (const [n, [start]] of found.entries()) {
      const near = found.slice(n).filter(([, end]) => end - start < LETTERS * 0.8);
      const worth = new Set(near.map(([, , wish]) => wish)).size * 100 + near.length;
      if (worth > most) [best, most] = [start, worth];
    }
    // From the beginning of the sentence, or of a word if that is far.
    const ends = ['. ', '! ', '? ', '\n'].map((end) => [text.lastIndexOf(end, best - 1), end.length]).filter(([at]) => at >= 0);
    const sentence = Math.max(0, ...ends.map(([at, length]) => at + length));
    const from = best - sentence < LETTERS / 2 ? sentence : text.lastIndexOf(' ', best - LETTERS / 4) + 1;
    let to = from + LETTERS;
    if (to < text.length) to = Math.max(text.lastIndexOf(' ', to), from + LETTERS / 2);
    return [from ? '…\u00a0' : '', ...marked(text.slice(from, to), wanted), to < text.length ? '\u00a0…' : ''];
  }

  function marked(text, wanted) {
    const pieces = [];
    let done = 0;
    for (const [start, end] of marks(text, wanted)) {
      pieces.push(text.slice(done, start), element('mark', { textContent: text.slice(start, end) }));
      done = end;
    }
    return [...pieces, text.slice(done)];
  }

  const day = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long', timeZone: 'UTC' });
  const label = (kind, id) => manifest[kind].find(([known]) => known === id)?.[1] || '';

  const own = ({ segment: { data } }) => (data.lang === lang ? {} : { lang: data.lang });
  const linkTo = ({ shown: text }, part) => address(root + text.url.slice(1), part?.anchor);
  const partOf = ({ shown: text, passage }) => text.passages[passage] || text.passages[0];

  // What the words stand in, and under which heading where the text has several passages.
  function speech(hit, wanted) {
    const { shown: text } = hit, part = partOf(hit), isIn = (words) => marks(words, wanted).length > 0;
    const speaks = !isIn(part.text) && (isIn(text.summary) || !part.text) ? text.summary : part.text;
    const heading = text.passages.length > 1 ? part.heading : '';
    const body = heading && speaks.startsWith(heading) ? speaks.slice(heading.length).trim() : speaks;
    return [heading, element('span', { className: 'context', ...own(hit) }, ...context(body, wanted))];
  }

  const themesOf = (hit) => hit.text.passages[hit.passage][0].map((n) => label('themes', hit.segment.data.themes[n]));

  // From when, from whom, on what: of one passage or of several of a text.
  function facts(hits) {
    const [{ segment: { data: { lang: code } }, shown: text }] = hits;
    const found = [day.format(new Date(text.date)), text.source_name, ...new Set(hits.flatMap(themesOf)),
      code === lang ? '' : new Intl.DisplayNames(code, { type: 'language' }).of(code), text.marking, text.private?.[lang]];
    return element('span', { className: 'facts' }, found.filter(Boolean).join('\u00a0· '));
  }

  // A result of the list of any page: the passage of a text that answers best.
  function passage(hit, wanted) {
    const [heading, words] = speech(hit, wanted);
    return element('a', { href: linkTo(hit, partOf(hit)) },
      element('span', { className: 'title', ...own(hit) }, ...marked(hit.shown.title, wanted)),
      heading ? element('span', { className: 'heading', ...own(hit) }, ...marked(heading, wanted)) : '', words, facts([hit]));
  }

  // A result of the search page: a text with all its passages that answer, each with a link of its own where there are several.
  function article(hits, wanted) {
    const [first] = hits, isOne = hits.length === 1;
    const parts = hits.map((hit) => {
      const [heading, words] = speech(hit, wanted);
      if (isOne) return [heading ? element('span', { className: 'heading', ...own(hit) }, ...marked(heading, wanted)) : '', words];
      const name = heading || themesOf(hit).join(', ') || manifest.words.other;
      return [element('li', {}, element('a', { className: 'heading', href: linkTo(hit, partOf(hit)), ...(heading ? own(hit) : {}) },
        ...marked(name, heading ? wanted : [])), words)];
    });
    const title = element('a', { href: linkTo(first, isOne ? partOf(first) : undefined) }, ...marked(first.shown.title, wanted));
    return element('li', {}, element('h2', { className: 'title', ...own(first) }, title), facts(hits),
      ...(isOne ? parts[0] : [element('ul', {}, ...parts.flat())]));
  }

  // Passages by the text that they stand in, in the order of the best of each.
  function byText(passages) {
    const found = new Map();
    for (const hit of passages) found.set(hit.shown.url, [...(found.get(hit.shown.url) || []), hit]);
    return [...found.values()];
  }

  function place({ kind, id, name }) {
    const link = element('a', { href: address(`${tree}${kind}/${id}/`) }, element('span', { className: 'title' }, name));
    return page ? element('li', {}, link) : link;
  }

  const box = page || element('div', { className: 'results', hidden: true });
  const list = element(page ? 'ol' : 'div', { id: 'results', className: page ? 'results' : 'options' });
  const status = element('p', { className: 'status', role: 'status' });
  const more = element('button', { type: 'button', className: 'more', hidden: true });
  const near = page ? element('ul', { className: 'places', hidden: true }) : undefined;
  const whole = page ? undefined : element('a', { className: 'whole', hidden: true });

  function draw(found, { passages, unread }, wanted, isDone = false) {
    const all = byText(passages), texts = all.slice(0, shown);
    list.ariaBusy = String(!isDone);
    if (page) {
      // Results that come in later leave the focus where it is.
      const focused = box.contains(document.activeElement) ? document.activeElement.href : undefined;
      near.replaceChildren(...found.map(place));
      near.hidden = !found.length;
      list.replaceChildren(...texts.map((hits) => article(hits, wanted)));
      if (focused) [...box.querySelectorAll('a')].find((each) => each.href === focused)?.focus({ preventScroll: true });
      more.hidden = texts.length === all.length && !unread;
      more.textContent = manifest.words.more;
      return;
    }
    // Results that come in later leave the choice where it is.
    const chosen = list.children[active]?.href;
    const options = [...found.map(place), ...texts.map(([best]) => passage(best, wanted))];
    for (const [n, option] of options.entries()) {
      Object.assign(option, { id: `result-${n}`, role: 'option', tabIndex: -1, ariaSelected: 'false' });
    }
    list.replaceChildren(...options);
    whole.hidden = !passages.length;
    whole.textContent = manifest.words.all;
    whole.href = `${form.action}?q=${encodeURIComponent(input.value.trim())}`;
    // Nor do they open again what the reader has closed meanwhile.
    open(isSought && Boolean(input.value.trim()));
    choose(options.findIndex((option) => option.href === chosen));
  }

  const say = (words) => { if (status.textContent !== words) status.textContent = words; };

  let isSought = false; // from the first letter to Escape, or until the focus leaves the box

  function open(isOpen) {
    isSought = isOpen;
    box.hidden = !isOpen;
    input.ariaExpanded = String(isOpen && list.childElementCount > 0);
    choose(-1);
  }

  function choose(n) {
    list.children[active]?.setAttribute('aria-selected', 'false');
    active = n;
    const chosen = list.children[n];
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id); else input.removeAttribute('aria-activedescendant');
  }

  // In the list of any page the focus stays in the box, as a combobox has it (ARIA Authoring Practices, 3.8).
  function onKeyInBox(event) {
    const size = list.childElementCount, { key } = event;
    if (event.isComposing) return;
    if (key === 'Escape') {
      event.preventDefault();
      if (box.hidden) { input.value = ''; input.blur(); } else open(false);
    } else if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (box.hidden && size) open(true);
      // One step beyond the ends is the box itself.
      if (size) choose(((active + 1 + (key === 'ArrowDown' ? 1 : -1) + size + 1) % (size + 1)) - 1);
    } else if (key === 'Enter' && list.children[active]) {
      event.preventDefault();
      list.children[active].click();
    }
  }

  // On the search page results are a list of links, and the arrows move the focus along it.
  function onKeyOnPage(event) {
    const links = [input, ...page.querySelectorAll('a')], at = links.indexOf(document.activeElement);
    if (event.isComposing || at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && links[at + step]) {
      event.preventDefault();
      links[at + step].focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (at) input.focus(); else input.blur();
    }
  }

  function remember() {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    try {
      history.replaceState(null, '', `?${state}`);
    } catch { /* a page opened from a disk may have no other address */ }
  }

  async function start() {
    Object.assign(input, { autocomplete: 'off', autocapitalize: 'none', spellcheck: false, enterKeyHint: 'search' });
    if (page) {
      page.append(status, near, list, more);
      const given = new URLSearchParams(location.search);
      for (const field of form.elements) if (field.name && given.has(field.name) && !field.value) field.value = given.get(field.name);
      if (Object.values(filter()).some(Boolean)) form.querySelector('details').open = true;
      form.addEventListener('submit', (event) => { event.preventDefault(); remember(); });
      form.addEventListener('input', () => { shown = STEP; remember(); ask(); });
      more.addEventListener('click', () => {
        const from = shown;
        shown += STEP;
        show().then(() => list.children[from]?.querySelector('a')?.focus());
      });
      document.addEventListener('keydown', onKeyOnPage);
    } else {
      box.append(status, list, whole);
      form.append(box);
      list.setAttribute('role', 'listbox');
      list.ariaLabel = input.ariaLabel;
      input.setAttribute('role', 'combobox');
      input.setAttribute('aria-controls', list.id);
      Object.assign(input, { ariaExpanded: 'false', ariaAutoComplete: 'list', ariaHasPopup: 'listbox' });
      input.addEventListener('keydown', onKeyInBox);
      input.addEventListener('input', ask);
      input.addEventListener('focus', () => { if (input.value.trim()) ask(); });
      form.addEventListener('focusout', (event) => { if (!form.contains(event.relatedTarget)) open(false); });
      // A press on a result must not take the focus out of the box before it is a click.
      list.addEventListener('mousedown', (event) => event.preventDefault());
    }
    try {
      manifest = await load(lang);
    } catch {
      form.classList.add('failed');
      return;
    }
    if (input.value.trim()) ask();
  }

  function ask() {
    if (!manifest) return;
    isSought = form.contains(document.activeElement);
    if (input.value.trim()) fill();
    show();
  }

  start();
})();
