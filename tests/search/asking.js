// Asks a built site's index in node: `node asking.js INDEX SITE < [[lang, query, filter], ...]` prints the first ten
// passages for each, as [language, text, passage].
const fs = require('fs');
const path = require('path');

require(path.resolve(process.argv[2]));
const folder = path.join(process.argv[3], 'search');
const { Segment, wishes, find } = globalThis.briefgenIndex;
const manifests = {}, words = [], texts = {};
globalThis.briefgenSearch = {
  take(kind, data) {
    if (kind === 'manifest') manifests[data.lang] = data;
    else if (kind === 'words') words.push(data);
    else texts[`${data.lang}/${data.day}`] = data.texts;
  },
};
for (const name of fs.readdirSync(folder, { recursive: true })) {
  if (name.endsWith('.js')) (0, eval)(fs.readFileSync(path.join(folder, name), 'utf8'));
}
const [{ months }] = Object.values(manifests);
const order = months.flatMap(([month, langs]) => langs.map((lang) => `${lang}/${month}`));
words.sort((one, other) => order.indexOf(`${one.lang}/${one.month}`) - order.indexOf(`${other.lang}/${other.month}`));
const segments = words.map((data) => new Segment(data));

const answers = JSON.parse(fs.readFileSync(0, 'utf8')).map(([lang, query, filter]) => {
  const found = find(segments, wishes(query, manifests[lang].synonyms), filter || {}, lang);
  return found.slice(0, 10).map(({ segment: { data }, text, passage }) => {
    const day = data.days[text.day];
    const at = data.texts.filter((each) => each.day === text.day).indexOf(text);
    const shown = texts[`${data.lang}/${day}`][at];
    return [data.lang, shown.url.split('/').at(-2), shown.passages[passage].anchor];
  });
});
process.stdout.write(JSON.stringify(answers));
