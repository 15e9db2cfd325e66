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

const textOf = async ({ segment: { data }, text }) => (
  texts[`${data.lang}/${data.days[text.day]}`][data.texts.filter((each) => each.day === text.day).indexOf(text)]);
const answer = async ([lang, query, filter]) => {
  const wanted = wishes(query, manifests[lang].synonyms);
  let passages = [];
  for await (const found of find(segments, wanted, filter || {}, lang, 10, textOf)) passages = found.passages;
  return passages.slice(0, 10).map(({ segment: { data }, shown, passage }) => (
    [data.lang, shown.url.split('/').at(-2), shown.passages[passage].anchor]));
};
Promise.all(JSON.parse(fs.readFileSync(0, 'utf8')).map(answer)).then((all) => process.stdout.write(JSON.stringify(all)));
