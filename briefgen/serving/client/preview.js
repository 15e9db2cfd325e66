// The preview's part of a page. It is put in while serving and is in no built site.
(() => {
  'use strict';
  const me = document.currentScript;
  const at = { run: me.dataset.run, generation: me.dataset.generation, page: me.dataset.page };
  const silence = 25000;
  const versions = new Map();
  let title = '';
  let source = null;
  let timer = 0;
  let wait = 250;
  let busy = Promise.resolve();
  let closed = '';
  let leaving = 0;
  // The page before any script has touched it, or nothing where it cannot be had any more; and before scripts that wait
  // for the whole of it have.
  let served = null;
  let whole = null;

  // What lies over the page stands outside its body, in a tree of its own, so that neither touches the other.
  const host = document.createElement('div');
  host.id = 'briefgen-preview';
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/__briefgen/preview.css';
  const overlay = document.createElement('div');
  overlay.className = 'overlay';
  overlay.hidden = true;
  const panel = document.createElement('div');
  panel.className = 'panel';
  root.append(style, overlay, panel);

  function connect() {
    clearTimeout(timer);
    if (source) source.close();
    const asked = new URLSearchParams({ path: location.pathname, ...at });
    source = new EventSource('/__briefgen/events?' + asked);
    source.onopen = () => { wait = 250; host.classList.remove('lost'); listen(); };
    source.onmessage = (event) => { listen(); hear(JSON.parse(event.data)); };
    source.addEventListener('beat', listen);
    source.onerror = again;
  }

  // A connection that died while the machine slept says nothing any more.
  function listen() {
    clearTimeout(timer);
    timer = setTimeout(connect, silence);
  }

  function again() {
    if (source) source.close();
    source = null;
    host.classList.add('lost');
    clearTimeout(timer);
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 1.5, 2000);
  }

  function hear(news) {
    at.run = news.run;
    at.generation = news.generation;
    busy = busy.then(() => take(news)).catch(reload);
  }

  // Not while the reader follows a link: that would lead back here. (A link to a file fires the event and stays.)
  window.addEventListener('beforeunload', () => { leaving = Date.now(); });
  function reload() {
    const rest = leaving + 2000 - Date.now();
    if (rest > 0) setTimeout(reload, rest); else location.reload();
  }

  async function take(news) {
    for (const url of news.files) versions.set(url, news.generation);
    if (news.changed.length) await update();
    else if (news.files.length) pictures(document);
    show(overlay, news.overlay);
    show(panel, news.panel);
    document.title = news.errors ? `✖ ${news.errors} · ${title}` : title;
  }

  function show(place, html) {
    if (place.dataset.shown === html) return;
    const wasOpen = place.querySelector('details[open]');
    place.dataset.shown = html;
    place.innerHTML = html;
    place.hidden = !html || html === closed;
    const details = place.querySelector('details');
    if (wasOpen && details) details.open = true;
    const button = place.querySelector('button[type=button]');
    if (button) button.onclick = () => { closed = html; place.hidden = true; };
  }

  const parsed = (text) => new DOMParser().parseFromString(text, 'text/html');
  const ownScript = (page) => page.querySelector('script[data-briefgen][data-page]');
  const fetched = async () => (await fetch(location.href, { cache: 'no-store' })).text();

  async function update() {
    const text = await fetched();
    const next = parsed(text);
    const own = ownScript(next);
    if (!own || scripts(document) !== scripts(next)) return reload();
    pictures(next);
    await styles(next);
    title = next.title;
    const base = await served;
    const made = madeSince(base && ownScript(base)?.dataset.page === at.page ? base : whole);
    for (const [node] of made.nodes) node.remove();
    morph(next, made.own);
    for (const [node, place, before] of made.nodes) {
      if (before ? before.parentNode === place : place.isConnected) place.insertBefore(node, before ? before.nextSibling : place.firstChild);
    }
    at.page = own.dataset.page;
    served = parsed(text);
  }

  // What the site's scripts have made of the page since it was served: attributes of their own, and nodes, each with its
  // place. Where it cannot be told which nodes those are, none are.
  function madeSince(base) {
    const own = new Map();
    const nodes = [];
    const looksLike = (one, other) => one.nodeName === other.nodeName && (one instanceof Element
      ? one.id === other.id && one.className === other.className : one.data === other.data);
    const compare = (live, was) => {
      own.set(live, attributesSince(live, was));
      const rest = [...was.childNodes];
      const [pairs, more] = [[], []];
      for (const child of live.childNodes) {
        if (rest.length && looksLike(child, rest[0])) pairs.push([child, rest.shift()]);
        else more.push([child, live, child.previousSibling]);
      }
      if (!rest.length) nodes.push(...more);
      for (const [child, other] of pairs) if (child instanceof Element) compare(child, other);
    };
    own.set(document.documentElement, attributesSince(document.documentElement, base.documentElement));
    compare(document.body, base.body);
    return { own, nodes };
  }

  // Pictures' addresses are the preview's own business.
  const attributesSince = (live, was) => [...new Set([...live.getAttributeNames(), ...was.getAttributeNames()])]
    .filter((name) => name !== 'src' && live.getAttribute(name) !== was.getAttribute(name))
    .map((name) => [name, live.getAttribute(name)]);

  function give(element, attributes) {
    for (const [name, value] of attributes || []) {
      if (value === null) element.removeAttribute(name); else element.setAttribute(name, value);
    }
  }

  const scripts = (page) =>
    [...page.querySelectorAll('script:not([data-briefgen])')].map((each) => each.getAttribute('src') || each.text).join('\n');

  // A new stylesheet is loaded before the old one goes, so that the page never stands without.
  async function styles(next) {
    const links = (page) => [...page.querySelectorAll('link[rel~=stylesheet]')];
    const key = (link) => link.getAttribute('href') + ' ' + link.media;
    const old = new Map(links(document).map((link) => [key(link), link]));
    const wanted = links(next);
    const loaded = wanted.filter((link) => !old.has(key(link))).map((link) => new Promise((done) => {
      const fresh = document.importNode(link, true);
      fresh.onload = fresh.onerror = done;
      const stem = (each) => each.getAttribute('href').replace(/\.[0-9a-f]{10}(?=\.)/, '');
      const former = [...old.values()].find((each) => stem(each) === stem(link));
      if (former) former.after(fresh); else document.head.append(fresh);
    }));
    await Promise.all(loaded);
    const kept = new Set(wanted.map(key));
    for (const [name, link] of old) if (!kept.has(name)) link.remove();
  }

  function pictures(page) {
    for (const each of page.querySelectorAll('img[src], source[src], video[src], audio[src]')) {
      const url = new URL(each.getAttribute('src'), location.href);
      const version = versions.get(decodeURI(url.pathname));
      if (version) each.setAttribute('src', url.pathname + '?' + version);
    }
  }

  // What the reader has typed, chosen and opened stays; a script that listens is told, as what it made of it is gone.
  function morph(next, own) {
    const typed = [];
    const keep = (old, fresh) => {
      if (!(old instanceof Element) || !(fresh instanceof Element) || old.tagName !== fresh.tagName) return;
      give(fresh, own.get(old));
      if (old.tagName === 'DETAILS') fresh.toggleAttribute('open', old.open);
      if (old.tagName === 'TEXTAREA' && old.value !== old.defaultValue) { typed.push([old, 'value', old.value]); }
      if (old.tagName === 'SELECT') typed.push([old, 'value', old.value]);
      if (old.tagName === 'INPUT') {
        const what = old.type === 'checkbox' || old.type === 'radio' ? 'checked' : 'value';
        if (old.type !== 'file' && old[what] !== (what === 'value' ? old.defaultValue : old.defaultChecked)) typed.push([old, what, old[what]]);
      }
    };
    const focus = document.activeElement;
    const place = focus && 'selectionStart' in focus ? [focus.selectionStart, focus.selectionEnd] : null;
    give(next.documentElement, own.get(document.documentElement));
    for (const { name, value } of [...next.documentElement.attributes]) document.documentElement.setAttribute(name, value);
    metas(next);
    Idiomorph.morph(document.body, next.body, { morphStyle: 'outerHTML', callbacks: { beforeNodeMorphed: keep } });
    for (const [each, what, value] of typed) {
      if (each[what] !== value) each[what] = value;
      each.dispatchEvent(new Event(what === 'value' && each.tagName !== 'SELECT' ? 'input' : 'change', { bubbles: true }));
    }
    if (focus && focus.isConnected && focus !== document.activeElement) focus.focus({ preventScroll: true });
    if (place && place[0] !== null && focus.isConnected) focus.setSelectionRange(...place);
  }

  function metas(next) {
    for (const each of document.head.querySelectorAll('meta')) each.remove();
    document.head.prepend(...[...next.head.querySelectorAll('meta')].map((each) => document.importNode(each, true)));
  }

  document.addEventListener('visibilitychange', () => {
    // A browser keeps six connections to a host at most, and a tab that nobody sees needs none.
    if (document.hidden) { clearTimeout(timer); timer = setTimeout(rest, 3000); } else if (!source) connect(); else listen();
  });
  // While nobody sees the page it asks now and then, for its title.
  function rest() {
    if (!document.hidden) return listen();
    if (source) source.close();
    source = null;
    timer = setTimeout(() => { connect(); timer = setTimeout(rest, 1000); }, 5000);
  }
  window.addEventListener('pageshow', (event) => { if (event.persisted) connect(); });
  window.addEventListener('online', connect);
  document.addEventListener('readystatechange', () => {
    title = document.title;
    whole = document.cloneNode(true);
    served = fetched().then(parsed, () => null);
    document.documentElement.append(host);
    connect();
  }, { once: true });
})();
