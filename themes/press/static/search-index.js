// The index of the site's texts: it finds texts by words, and their passages once they are read. No page here and no network: search.js has both.
// The fold of words is that of briefgen/text/terms.py; tests/search/terms.json holds the two together.
(() => {
  const APOSTROPHES = /[’ʼ‘`´′＇]/g;
  const INVISIBLE = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const GROUPED = /(?<![\p{L}\p{N}_.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![.,]?[0-9])/gu; // A number whose digits stand in groups of three.
  const MARK = new RegExp(`${GROUPED.source}(?:'[\\p{L}\\p{M}]+)?|[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b-\\u200d\\u2060\\ufeff']+`, 'gu');
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
    const folded = fold(text.replace(APOSTROPHES, "'")).replace(INVISIBLE, '');
    const found = folded.replace(GROUPED, (number) => number.replace(/[.,]/g, '')).match(WORD) || [];
    return found.map(stem);
  }

  const SHORT = 3;
  const STEM = 5; // How many letters stand for a word with all its endings.
  const CUT = '*'; // Follows four letters where five would have been rare.

  // How well a word is met, between 0 and 1: in full above as a beginning, that above by its first letters alone.
  const BANDS = [[0.6, 0.4], [0.3, 0.3], [0.05, 0.25]];
  const FULL = 0, BEGINNING = 1, FIRST_LETTERS = 2, NOT = -1;
  const SATURATION = 1.2, LENGTH = 0.5; // k1 and b of BM25 (Robertson and Zaragoza, 2009).
  const WORTH = 0.5;
  const AT_ONCE = 12, TURNS = 5, ENOUGH = 10; // How many texts are read at once, and how often to look for so many good ones.
  const SECOND = 0.25; // What title, summary and names add where the passage has the word itself.
  const IN_TITLE = 0.9, ELSEWHERE = 0.5; // What a text is taken for until it is read.

  // A word, or several side by side, that meets a wish; in full alone, or as a beginning, too.
  function way(word, whole) {
    const letters = [...word];
    return {
      word, whole, parts: word.split(' '), stem: letters.slice(0, STEM).join(''),
      cut: !whole && letters.length >= STEM ? letters.slice(0, STEM - 1).join('') + CUT : '',
    };
  }

  // How a term meets a word.
  function met(term, { word, whole, stem }) {
    if (term === word) return FULL;
    if (whole || !term.startsWith(stem)) return NOT;
    return term.startsWith(word) ? BEGINNING : FIRST_LETTERS;
  }

  // Bits in Base64, the highest of each byte first.
  class Bits {
    constructor(coded) {
      const signs = atob(coded);
      this.bytes = new Uint8Array(signs.length);
      for (let n = 0; n < signs.length; n++) this.bytes[n] = signs.charCodeAt(n);
      this.at = 0;
    }

    // The next 25 bits and more, at the upper end of 32.
    ahead() {
      const { bytes, at } = this, n = at >> 3;
      return ((bytes[n] << 24) | (bytes[n + 1] << 16) | (bytes[n + 2] << 8) | bytes[n + 3]) << (at & 7);
    }

    // From 1 on: as many zeros as there are digits after the first (Elias gamma).
    count() {
      const zeros = Math.clz32(this.ahead());
      this.at += zeros;
      const found = this.ahead() >>> (31 - zeros);
      this.at += zeros + 1;
      return found;
    }

    // So many of `size` places, in order, from `n` on into `found`: the steps between them, by the divisor that suits their
    // mean (Golomb, 1966).
    places(count, size, found, n) {
      const divisor = Math.max(1, Math.floor((0.69 * (size - count + 1)) / count + 0.5));
      const bits = 32 - Math.clz32(divisor - 1), short = 2 ** bits - divisor, end = n + count;
      for (let last = -1; n < end; n++) {
        let ones, step = 1;
        do {
          ones = Math.min(24, Math.clz32(~this.ahead()));
          step += ones * divisor;
          this.at += ones;
        } while (ones === 24);
        this.at++;
        if (bits) {
          const rest = this.ahead() >>> (32 - bits), isShort = rest >> 1 < short;
          step += isShort ? rest >> 1 : rest - short;
          this.at += bits - isShort;
        }
        found[n] = last += step;
      }
      return n;
    }
  }

  // The texts of one month in one language, as briefgen/outputs/search.py writes them.
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

    // For each term the texts that hold it and those of them that do in their title: where either begin among all.
    get lists() {
      const bits = new Bits(this.data.lists), size = this.data.texts.length, places = new Uint32Array(bits.bytes.length * 8);
      const starts = new Uint32Array(this.terms.length * 2 + 1);
      for (let n = 1, end = 0; n < starts.length; n += 2) {
        const count = bits.count();
        starts[n] = end = bits.places(count, size, places, end);
        const heads = bits.count() - 1;
        starts[n + 1] = end = heads ? bits.places(heads, count, places, end) : end;
      }
      const found = { places: places.slice(0, starts.at(-1)), starts };
      Object.defineProperty(this, 'lists', { value: found });
      return found;
    }

    // The texts that hold a term by its number, and those of them that do in their title.
    list(n) {
      const { places, starts } = this.lists, [start, middle, end] = starts.subarray(n * 2);
      const texts = places.subarray(start, middle);
      return [texts, places.subarray(middle, end).map((place) => texts[place])];
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

    has(term) {
      return this.terms[this.place(term)] === term;
    }

    // How well each text may meet a wish: any of its words will do.
    meet(wish) {
      let found = this.met.get(wish.key);
      if (found) return found;
      found = new Float32Array(this.data.texts.length);
      for (const each of wish.ways) {
        const { word, whole, stem, cut } = each, isTerm = this.has(word);
        for (let n = this.place(whole ? word : stem); n < this.terms.length && this.terms[n].startsWith(stem); n++) {
          // A word that has no term of its own may be among those that are cut.
          const band = this.terms[n] === stem && !isTerm && !whole ? BEGINNING : met(this.terms[n], each);
          if (band !== NOT) this.count(n, BANDS[band], found);
        }
        // What shares its first letters with few is cut once more.
        if (cut && this.has(cut) && !this.has(stem)) this.count(this.place(cut), BANDS[isTerm ? FIRST_LETTERS : BEGINNING], found);
      }
      this.met.set(wish.key, found);
      return found;
    }

    count(n, [least, more], found) {
      const [texts, titles] = this.list(n);
      for (const text of texts) found[text] = Math.max(found[text], least + more * ELSEWHERE);
      for (const text of titles) found[text] = Math.max(found[text], least + more * IN_TITLE);
    }
  }

  // What a query asks for: its words in order; what a synonym covers is one wish that several ways meet.
  function wishes(query, synonyms) {
    const words = terms(query), found = [];
    for (let at = 0; at < words.length;) {
      const group = synonyms.find((each) => each.some((one) => opens(words, at, one)));
      const length = group ? Math.max(...group.filter((each) => opens(words, at, each)).map((each) => each.length)) : 1;
      const ways = [way(words.slice(at, at + length).join(' '), length > 1)];
      if (group) {
        // An abbreviation is the beginning of nothing else.
        for (const each of group) ways.push(way(each.join(' '), each.length > 1 || each[0].length < STEM - 1));
      }
      found.push({ key: ways.map(({ word }) => word).join('|'), ways });
      at += length;
    }
    return [...new Map(found.map((wish) => [wish.key, wish])).values()].slice(0, 16);
  }

  // Whether the words from a place on are those of a synonym; its last one may have an ending, an abbreviation none.
  function opens(words, at, parts) {
    const last = parts.length - 1;
    return parts.every((word, n) => {
      const given = words[at + n] || '';
      return n < last || word.length < STEM - 1 ? given === word : given.startsWith(word);
    });
  }

  function isWanted(text, [themes, people], segment, filter) {
    const { data } = segment, date = data.days[text.date];
    return (!filter.theme || themes.some((n) => data.themes[n] === filter.theme))
      && (!filter.person || people.some((n) => data.people[n] === filter.person))
      && (!filter.source || text.sources.some((n) => data.sources[n] === filter.source))
      && (!filter.from || date >= filter.from) && (!filter.to || date <= filter.to);
  }

  // The texts that may answer a query, best first, of equals the newer one: those that may meet every wish, then others.
  function candidates(segments, wanted, filter) {
    const all = segments.flatMap((segment) => {
      const strengths = wanted.map((wish) => segment.meet(wish)), { texts } = segment.data;
      return [...texts.keys()].filter((n) => strengths.some((found) => found[n]))
        .map((n) => ({ segment, text: texts[n], strengths: strengths.map((found) => found[n]) }));
    });
    const texts = segments.reduce((sum, { data }) => sum + data.texts.length, 0);
    for (const [age, hit] of all.entries()) hit.age = age;
    onlyFull(all, wanted);
    score(all, wanted.map((_, n) => rarity(all, n, texts)));
    return inForms(all.filter(({ count, segment, text }) => (
      count && text.passages.some((passage) => isWanted(text, passage, segment, filter)))));
  }

  // The forms of one text in several languages go together.
  function inForms(hits) {
    const found = new Map();
    for (const hit of hits) {
      const { forms = [], count = 0, score = 0, age = hit.age } = found.get(hit.text.group || hit) || {};
      found.set(hit.text.group || hit, {
        forms: [...forms, hit], count: Math.max(count, hit.count), score: Math.max(score, hit.score), age,
      });
    }
    return [...found.values()].sort((one, other) => other.count - one.count || byScore(one, other));
  }

  // The passages that answer a query, and how many texts have not been read that may do so, too. The best texts are read, some
  // at a time: first until enough have the words as they were asked for, all of which are put in order, then for as many
  // texts as are to be shown. What is found is told each time.
  async function* find(segments, wanted, filter, lang, shown, read) {
    let waiting = candidates(segments, wanted, filter), hits = [], passages = [], isTop = true;
    for (let turn = 1; waiting.length && (isTop || textsOf(passages) < shown); turn++) {
      const forms = waiting.slice(0, AT_ONCE).flatMap((each) => each.forms);
      const texts = await Promise.all(forms.map(read));
      hits = hits.concat(rank(forms.map((hit, n) => [hit, texts[n]]), wanted, filter));
      if (isTop) hits.sort(byScore);
      waiting = waiting.slice(AT_ONCE);
      isTop &&= turn < TURNS && hits.filter(isPlain).length < ENOUGH && waiting.some(({ forms }) => forms.some(isPlain));
      if (hits.some(({ count }) => count === wanted.length)) waiting = waiting.filter(({ count }) => count === wanted.length);
      passages = once(best(hits, wanted.length), lang);
      yield { passages, unread: waiting.length };
    }
  }

  const textsOf = (passages) => new Set(passages.map(({ text }) => text)).size;
  const byScore = (one, other) => other.score - one.score || one.age - other.age;
  const isPlain = ({ strengths }) => strengths.every((strength) => strength >= BANDS[BEGINNING][0]);

  // The passages of the texts that are read, best first.
  function rank(read, wanted, filter) {
    const found = read.flatMap(([hit, text]) => (text ? [...speaking(hit, text, wanted, filter)] : []));
    onlyFull(found, wanted);
    if (found.length) score(found, found[0].weights);
    return found.filter(({ count }) => count).sort(byScore);
  }

  // Where some meet every wish, the others are left out; where none does, those that meet much less than the best.
  function best(hits, count) {
    const full = hits.filter((hit) => hit.count === count);
    if (full.length) return full;
    const top = hits.reduce((most, hit) => Math.max(most, hit.score), 0);
    return hits.filter((hit) => hit.score >= top * WORTH);
  }

  function score(hits, weights) {
    for (const hit of hits) {
      hit.weights = weights;
      hit.count = hit.strengths.filter(Boolean).length;
      hit.score = hit.strengths.reduce((sum, strength, n) => sum + strength * weights[n], 0);
    }
  }

  // A word of two letters begins too many others to mean them, if it stands somewhere itself.
  function onlyFull(hits, wanted) {
    const [least] = BANDS[FULL];
    for (const [n, { ways: [{ word }] }] of wanted.entries()) {
      if (word.length >= SHORT || !hits.some(({ strengths }) => strengths[n] >= least)) continue;
      for (const { strengths } of hits) if (strengths[n] < least) strengths[n] = 0;
    }
  }

  // The weight of a wish: the fewer meet it, the more it tells.
  function rarity(hits, n, texts) {
    const meeting = hits.reduce((sum, hit) => sum + (hit.strengths[n] > 0), 0);
    return Math.log(1 + (texts - meeting + 0.5) / (meeting + 0.5));
  }

  // The passages of a text that meet a wish or more, or one for a text that does so by its title, summary or names.
  function* speaking(hit, text, wanted, filter) {
    const { head, passages } = wordsOf(hit, text), lengths = passages.map((words) => words.length);
    const usual = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
    const of = (words, length) => wanted.map((wish) => strength(words, wish, length));
    const above = of(head, 1);
    const own = [...passages.keys()].filter((n) => isWanted(hit.text, hit.text.passages[n], hit.segment, filter))
      .map((n) => [n, of(passages[n], lengths[n] / usual)]);
    const found = own.filter(([, strengths]) => strengths.some(Boolean));
    for (const [n, strengths] of found.length ? found : above.some(Boolean) ? own.slice(0, 1) : []) {
      yield { ...hit, shown: text, passage: n, strengths: strengths.map((one, at) => joint(one, above[at])) };
    }
  }

  const joint = (one, other) => Math.max(one, other) + SECOND * Math.min(one, other);

  // The words of a text's head, which count more often there, and of its passages, each with the names that it mentions.
  function wordsOf({ segment: { data }, text: { sources, passages } }, text) {
    text.words ||= {
      head: terms([text.title, text.title, text.title, text.summary, text.summary, ...sources.map((n) => data.outlets[n])].join(' ')),
      passages: passages.map(([, people], n) => terms([text.passages[n]?.text, ...people.map((n) => data.names[n])].join(' '))),
    };
    return text.words;
  }

  function strength(words, { ways }, length) {
    const norm = SATURATION * (1 - LENGTH + LENGTH * length);
    let most = 0;
    for (const each of ways) {
      const { parts } = each, times = [0, 0, 0];
      words.forEach((word, at) => {
        const band = parts.length === 1 ? met(word, each) : word === parts[0] && follow(words, at, parts) ? FULL : NOT;
        if (band !== NOT) times[band]++;
      });
      for (const [band, [least, more]] of BANDS.entries()) {
        if (times[band]) most = Math.max(most, least + (more * times[band]) / (times[band] + norm));
      }
    }
    return most;
  }

  // Whether an expression stands at a place; its last word may have an ending.
  function follow(words, at, parts) {
    return parts.every((word, n) => (n < parts.length - 1 ? words[at + n] === word : words[at + n]?.startsWith(word)));
  }

  // Of a text in several languages, one speaks: that in `lang`, if it is among those found.
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
    for (const match of text.replace(APOSTROPHES, "'").matchAll(MARK)) {
      const [word] = terms(match[0]);
      const wish = word === undefined ? -1 : wanted.findIndex(({ ways }) => ways.some((each) => isMeant(word, each)));
      if (wish < 0) continue;
      const start = match.index + match[0].search(/[^']/);
      // The ending after an apostrophe is not what was asked for.
      const bare = text.slice(start, match.index + match[0].length).replace(APOSTROPHES, "'");
      const end = word.length > 1 && bare.indexOf("'") > 1 ? start + bare.indexOf("'") : start + bare.replace(/'+$/, '').length;
      found.push([start, end, wish]);
    }
    return found;
  }

  function isMeant(term, { whole, parts, stem }) {
    if (!whole) return term.startsWith(stem);
    return parts.length === 1 ? term === parts[0] : parts.slice(0, -1).includes(term) || term.startsWith(parts.at(-1));
  }

  globalThis.briefgenIndex = { terms, wishes, find, marks, Segment };
})();
