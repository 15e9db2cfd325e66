// What a reader may choose, and what is new to them. All of it stays on the device, and every page is whole without it.
// Loaded before the page is painted, so that a chosen look does not flash; the rest waits for the page.
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  // A browser that keeps nothing (private windows, blocked storage, some file:// pages) loses the choices, nothing else.
  const kept = (key, value) => {
    try {
      if (value !== undefined) localStorage.setItem('briefgen:' + key, value);
      return localStorage.getItem('briefgen:' + key) || '';
    } catch {
      return '';
    }
  };
  const show = (key) => {
    const value = kept(key);
    if (value) root.dataset[key] = value;
    else delete root.dataset[key];
  };
  ['scheme', 'size'].forEach(show);

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const button = (text, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', () => act(made));
    return made;
  };

  // Opened from a disk there is no server to turn an address that ends in "/" into a file: name the file in every link.
  // The hrefs themselves are changed, once, so that new tabs, modifier keys and copied addresses work as well.
  function completeLinks() {
    for (const link of all('a[href]')) {
      const to = new URL(link.getAttribute('href'), document.baseURI);
      if (to.protocol === 'file:' && to.pathname.endsWith('/')) {
        to.pathname += 'index.html';
        link.setAttribute('href', to.href);
      }
    }
    // A moved page's refresh leads to a folder too; its link, now complete, is the way.
    if (document.querySelector('meta[http-equiv="refresh"]')) location.replace(document.querySelector('a[href]').href);
  }

  function offerChoices(tools) {
    for (const select of all('select', tools)) {
      select.value = kept(select.name);
      select.addEventListener('change', () => {
        kept(select.name, select.value);
        show(select.name);
      });
    }
    tools.hidden = false;
  }

  // The clipboard wants a secure page; where there is none, the words are selected, ready to be copied by hand.
  function offerCopies(words) {
    for (const text of all('.cite p')) {
      const copy = button(words.copy, async (pressed) => {
        try {
          await navigator.clipboard.writeText(text.textContent.trim());
          pressed.textContent = words.copied;
          setTimeout(() => (pressed.textContent = words.copy), 3000);
        } catch {
          getSelection().selectAllChildren(text);
        }
      });
      text.after(copy);
      const about = text.closest('.about');
      if (about && navigator.share) {
        const url = document.querySelector('link[rel="canonical"]')?.href || location.href;
        copy.after(' ', button(words.share, () => navigator.share({ title: document.title, url }).catch(() => {})));
      }
    }
  }

  // New is what this browser has not shown before and what is no older than the last visit. A visit ends after half an
  // hour of silence; of what was seen only the days since the visit before are kept.
  function markNew(words) {
    const now = Date.now();
    let visit;
    try {
      visit = JSON.parse(kept('visit'));
    } catch {
      // The first visit, or something else has written there.
    }
    if (!(visit?.at <= now && visit.seen)) visit = { at: now, began: now, last: '', seen: {} };
    if (now - visit.at > 30 * 60e3) {
      visit.last = new Date(visit.at - 86400e3).toISOString().slice(0, 10);
      visit.began = now;
    }
    visit.at = now;
    let count = 0;
    for (const item of all('main .card, main .passage[id*="--"]')) {
      const day = item.querySelector('time')?.dateTime.slice(0, 10) || '';
      const key = item.querySelector('a[href]')?.href.replace(/(index\.html)?(#.*)?$/, '');
      if (!key || day < visit.last) continue;
      // What this visit has shown first stays new until it ends; in a reader's first visit nothing is.
      const [, shown] = (visit.seen[key] ??= [day, visit.began]);
      if (!visit.last || shown !== visit.began) continue;
      count += 1;
      const badge = document.createElement('span');
      badge.className = 'badge new';
      badge.textContent = words.new;
      item.querySelector('.facts')?.prepend(badge, ' ');
    }
    for (const [key, [day]] of Object.entries(visit.seen)) if (day < visit.last) delete visit.seen[key];
    kept('visit', JSON.stringify(visit));
    if (count) document.querySelector('.page-edition .kicker')?.append(` · ${words.since} ${count}`);
  }

  // Buttons for the themes of what stands on the page; what has none of the chosen ones is put away.
  function offerThemes(filter) {
    const parts = all('.glance, .group, .card, figure.statement, .event, .series', filter.closest('main'));
    const outer = parts.filter((part) => !parts.some((other) => other !== part && other.contains(part)));
    const named = (element) => [...element.classList].filter((name) => name.startsWith('theme-'));
    const themes = new Map(outer.map((part) => [part, [part, ...all('a.tag', part)].flatMap(named)]));
    const chosen = new Set(new URLSearchParams(location.search).getAll('theme').map((id) => 'theme-' + id));
    const apply = () => {
      for (const [part, names] of themes) part.hidden = chosen.size > 0 && !names.some((name) => chosen.has(name));
      for (const other of filter.children) other.setAttribute('aria-pressed', chosen.has(other.value));
    };
    const label = (name) => document.querySelector(`a.${CSS.escape(name)}, .${CSS.escape(name)} :is(h2, h3) a`);
    const found = new Set([...themes.values()].flat().filter(label));
    for (const name of found) {
      const made = button(label(name).textContent, () => {
        if (!chosen.delete(name)) chosen.add(name);
        apply();
        const query = [...chosen].map((each) => 'theme=' + each.slice(6)).join('&');
        try {
          history.replaceState(null, '', (query ? '?' + query : location.pathname) + location.hash);
        } catch {
          // From a disk an address may not be changed.
        }
      });
      made.value = name;
      filter.append(made);
    }
    for (const name of chosen) if (!found.has(name)) chosen.delete(name);
    if (found.size < 2) filter.remove();
    else apply();
  }

  // The search comes when it is wanted: by its own page at once, elsewhere when its box is; "/" leads there. A phone has no
  // room for a box, and its button leads to the page.
  function offerSearch(search) {
    const box = search.elements.q;
    const fetchFiles = () => {
      for (const file of search.dataset.with.split(' ')) {
        const isStyle = file.endsWith('.css');
        const made = document.createElement(isStyle ? 'link' : 'script');
        Object.assign(made, isStyle ? { rel: 'stylesheet', href: file } : { src: file, async: false });
        document.head.append(made);
      }
    };
    if (location.protocol === 'file:') search.action += 'index.html';
    if (search.classList.contains('whole')) fetchFiles();
    else box.addEventListener('focus', fetchFiles, { once: true });
    document.addEventListener('keydown', (event) => {
      const isTyping = event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (box.checkVisibility()) box.focus();
      else location.assign(search.action);
    });
  }

  addEventListener('DOMContentLoaded', () => {
    if (location.protocol === 'file:') completeLinks();
    all('form.search').forEach(offerSearch);
    const tools = document.querySelector('.tools');
    if (!tools) return;
    offerChoices(tools);
    offerCopies(tools.dataset);
    markNew(tools.dataset);
    all('.filter').forEach(offerThemes);
  });
})();
