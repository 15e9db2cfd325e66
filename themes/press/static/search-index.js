// The index of the site's texts: it finds passages by words. No page here and no network: search.js has both.
// The fold of words is that of briefgen/text/terms.py; tests/search/terms.json holds the two together.
(() => {
  const APOSTROPHES = /[’ʼ‘`´′＇]/g;
  const INVISIBLE = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const WORD = /[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu;
  const PLAIN = { ı: 'i', ğ: 'g', ş: 's', ç: 'c', ö: 'o', ü: 'u', â: 'a', î: 'i', û: 'u', ё: 'е', '\u0307': '' };
  const MARKED = /[ığşçöüâîûё\u0307]/g;

  function fold(text) {
    const folded = text.normalize('NFC').toLowerCase().replace(MARKED, (letter) => PLAIN[letter]);
    return folded.normalize('NFC') === folded ? folded : fold(folded);
  }

  function stem(word) {
    const end = word.search("'");
    if (end < 0) return word;
    const start = word.slice(0, end);
    return [...start].length === 1 && !/[0-9]/.test(start) ? word.replaceAll("'", '') : start;
  }

  // The words of a text in order, folded.
  function terms(text) {
    const found = fold(text.replace(APOSTROPHES, "'")).replace(INVISIBLE, '').match(WORD) || [];
    return found.map(stem);
  }

  const BASE = 28;
  const SHORT = 3;
  const STEM = 5; // How many letters stand for a word with all its endings.

  // How well a word is met, between 0 and 1: in full above as a beginning, that above by its first letters alone.
  const FULL = [0.6, 0.4], BEGINNING = [0.3, 0.3], FIRST_LETTERS = [0.05, 0.25];
  const SATURATION = 1.2, LENGTH = 0.5; // k1 and b of BM25 (Robertson and Zaragoza, 2009).
  const WORTH = 0.5;
  const SECOND = 0.25; // What title, summary and names add where the passage has the word itself.

  // The texts of one month in one language, as briefgen/outputs/search.py writes them. Each text is a document of its
  // own (title, summary, names), followed by one for each of its passages.
  class Segment {
    constructor(data) {
      this.data = data;
      this.met = new Map();
    }

    // Unpacked when it is first searched.
    get terms() {
      const found = [];
      let last = '';
      for (const [, shared, rest] of this.data.terms.matchAll(/([A-Z])([^A-Z]*)/g)) {
        last = last.slice(0, shared.charCodeAt() - 65) + rest;
        found.push(last);
      }
      Object.defineProperty(this, 'terms', { value: found });
      return found;
    }

    get lists() {
      const found = this.data.lists.split(' ');
      Object.defineProperty(this, 'lists', { value: found });
      return found;
    }

    // For each document how much longer it is than most; 1 for what is no passage.
    get lengths() {
      const passages = this.data.texts.flatMap((text) => text.passages);
      const usual = passages.reduce((sum, [length]) => sum + length, 0) / passages.length || 1;
      const found = this.data.texts.flatMap((text) => [1, ...text.passages.map(([length]) => length / usual)]);
      Object.defineProperty(this, 'lengths', { value: found });
      return found;
    }

    // Where in the order of terms a word stands, or would.
    place(word) {
      let low = 0, high = this.terms.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.terms[middle] < word) low = middle + 1; else high = middle;
      }
      return low;
    }

    // How well each document meets a wish: any of its words will do.
    meet(wish) {
      let found = this.met.get(wish.key);
      if (found) return found;
      found = new Float32Array(this.lengths.length);
      for (const { word, whole } of wish.ways) {
        const start = whole || word.length <= STEM ? word : word.slice(0, STEM);
        for (let at = this.place(start); at < this.terms.length; at++) {
          const term = this.terms[at];
          if (whole ? term !== word : !term.startsWith(start)) break;
          this.count(this.lists[at], term === word ? FULL : term.startsWith(word) ? BEGINNING : FIRST_LETTERS, found);
        }
      }
      this.met.set(wish.key, found);
      return found;
    }

    // One list of documents: steps in signs from `]` on after their lower digits from `@` on, each after how often.
    count(list, [least, more], found) {
      let document = -1, times = 1, step = 0, unit = 1;
      for (let at = 0; at < list.length; at++) {
        const code = list.charCodeAt(at);
        if (code < 0x40) times = code - 0x30;
        else if (code < 0x5d) {
          step += (code - 0x40) * unit;
          unit *= BASE;
        } else {
          document += 1 + step + (code - 0x5d) * unit;
          const norm = SATURATION * (1 - LENGTH + LENGTH * this.lengths[document]);
          found[document] = Math.max(found[document], least + (more * times) / (times + norm));
          times = 1;
          step = 0;
          unit = 1;
        }
      }
    }
  }

  // What a query asks for: its words in order; what a synonym covers is one wish that several ways meet.
  function wishes(query, synonyms) {
    const words = terms(query), found = [];
    for (let at = 0; at < words.length;) {
      const group = synonyms.find((ways) => ways.some((way) => opens(words, at, way)));
      const length = group ? Math.max(...group.filter((way) => opens(words, at, way)).map((way) => way.length)) : 1;
      const ways = [{ word: words.slice(at, at + length).join(' '), whole: length > 1 }];
      if (group) {
        // An abbreviation is the beginning of nothing else.
        for (const way of group) ways.push({ word: way.join(' '), whole: way.length > 1 || way[0].length < STEM - 1 });
      }
      found.push({ key: ways.map(({ word }) => word).join('|'), ways });
      at += length;
    }
    return [...new Map(found.map((wish) => [wish.key, wish])).values()].slice(0, 16);
  }

  // Whether the words from a place on are those of a synonym; its last one may have an ending, an abbreviation none.
  function opens(words, at, way) {
    const last = way.length - 1;
    return way.every((word, n) => {
      const given = words[at + n] || '';
      return n < last || word.length < STEM - 1 ? given === word : given.startsWith(word);
    });
  }

  function isWanted(text, [, themes, people], segment, filter) {
    const { data } = segment, date = data.days[text.date];
    return (!filter.theme || themes.some((n) => data.themes[n] === filter.theme))
      && (!filter.person || people.some((n) => data.people[n] === filter.person))
      && (!filter.source || text.sources.some((n) => data.sources[n] === filter.source))
      && (!filter.from || date >= filter.from) && (!filter.to || date <= filter.to);
  }

  // The passages of a segment that meet a wish or more: [how many, the wish's strengths in order].
  function* met(segment, wanted, filter) {
    const strengths = wanted.map((wish) => segment.meet(wish));
    let document = 0;
    for (const [at, text] of segment.data.texts.entries()) {
      const head = document++, own = [], before = document;
      document += text.passages.length;
      for (const [n, passage] of text.passages.entries()) {
        if (isWanted(text, passage, segment, filter)) own.push(n);
      }
      const speaking = own.filter((n) => strengths.some((found) => found[before + n]));
      for (const n of speaking.length ? speaking : strengths.some((found) => found[head]) ? own.slice(0, 1) : []) {
        yield { segment, text, at, passage: n, strengths: strengths.map((found) => joint(found[before + n], found[head])) };
      }
    }
  }

  function joint(one, other) {
    return Math.max(one, other) + SECOND * Math.min(one, other);
  }

  // The passages that answer a query, best first; of equals the newer one. Where some meet every wish, the others are
  // left out; where none does, those that meet much less than the best. Of a text in several languages, one speaks: that in `lang`, if it is among those found.
  function find(segments, wanted, filter, lang) {
    if (!wanted.length) return [];
    const all = segments.flatMap((segment) => [...met(segment, wanted, filter)]);
    for (const [n, { ways: [{ word }] }] of wanted.entries()) if (word.length < SHORT) onlyFull(all, n);
    const passages = segments.reduce((sum, { data }) => data.texts.reduce((n, text) => n + text.passages.length, sum), 0);
    const weights = wanted.map((_, n) => rarity(all, n, passages));
    for (const hit of all) {
      hit.count = hit.strengths.filter(Boolean).length;
      hit.score = hit.strengths.reduce((sum, strength, n) => sum + strength * weights[n], 0);
    }
    const isMet = all.some((hit) => hit.count === wanted.length);
    const top = all.reduce((most, hit) => Math.max(most, hit.score), 0);
    const best = all.filter((hit) => hit.count && (isMet ? hit.count === wanted.length : hit.score >= top * WORTH));
    return once(best, lang).sort((one, other) => other.score - one.score);
  }

  // A word of two letters begins too many others to mean them, if it stands somewhere itself.
  function onlyFull(hits, n) {
    const [least] = FULL;
    if (!hits.some(({ strengths }) => strengths[n] >= least)) return;
    for (const { strengths } of hits) if (strengths[n] < least) strengths[n] = 0;
  }

  // The weight of a wish: the fewer meet it, the more it tells.
  function rarity(hits, n, passages) {
    const meeting = hits.reduce((sum, hit) => sum + (hit.strengths[n] > 0), 0);
    return Math.log(1 + (passages - meeting + 0.5) / (meeting + 0.5));
  }

  function once(hits, lang) {
    const spoken = new Map();
    for (const { segment, text } of hits) {
      if (text.group && (!spoken.has(text.group) || segment.data.lang === lang)) spoken.set(text.group, segment.data.lang);
    }
    return hits.filter(({ segment, text }) => !text.group || spoken.get(text.group) === segment.data.lang);
  }

  // The places of a text that a query means: [start, end, number of the wish].
  function marks(text, wanted) {
    const found = [];
    for (const match of text.replace(APOSTROPHES, "'").matchAll(/[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff']+/gu)) {
      const [word] = terms(match[0]);
      const wish = word === undefined ? -1 : wanted.findIndex(({ ways }) => ways.some((way) => isMeant(word, way)));
      if (wish < 0) continue;
      const start = match.index + match[0].search(/[^']/);
      // The ending after an apostrophe is not what was asked for.
      const bare = text.slice(start, match.index + match[0].length).replace(APOSTROPHES, "'");
      const end = word.length > 1 && bare.indexOf("'") > 1 ? start + bare.indexOf("'") : start + bare.replace(/'+$/, '').length;
      found.push([start, end, wish]);
    }
    return found;
  }

  function isMeant(term, { word, whole }) {
    if (whole) {
      const parts = word.split(' '), last = parts.pop();
      return parts.includes(term) || (parts.length ? term.startsWith(last) : term === last);
    }
    return term.startsWith(word.length > STEM ? word.slice(0, STEM) : word);
  }

  globalThis.briefgenIndex = { terms, wishes, find, marks, Segment };
})();
