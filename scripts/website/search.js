// The theme's search, for our languages: Greek is found with and without accents, Chinese by neighbouring characters,
// for its words have no spaces and no list of words holds all of them. MATERIAL is the theme's own worker.
"use strict";

const LONGEST = 4; // characters of a Chinese term; longer ones are found as several
const HAN = /[\u3400-\u9fff]/;
const frame = "importScripts" in self ? null : self.frameElement; // under file:// a frame is the worker
const listen = self.addEventListener.bind(self);

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ς/g, "σ");

// What the theme's worker would listen to comes through here.
let answer;
self.addEventListener = (kind, heard) => (kind === "message" ? (answer = heard) : listen(kind, heard));
if (frame) self.postMessage = (data) => frame.told(data);

// Words are found by their beginnings: what stands behind their stem is taken off, and no sign has a meaning of its own.
const query = (text) =>
  folded(text)
    .replace(/[~^:*+\\]|(?<!\S)-+/g, " ")
    .replace(/(?<=[α-ω]{3})[αεηιουω]+σ?(?![α-ω])/g, "")
    .replace(/(?<=[a-z]{2}[^\Ws])s(?!\w)/g, "");

const QUERY = 2;
const prepared = ({ type, data }) => ({ type, data: type === QUERY ? query(data) : data });
self.asked = async (event) => {
  await ready;
  answer({ data: prepared(event.data) });
};
if (!frame) listen("message", self.asked);

// The theme cuts Japanese by a class of this name; ours cuts what Chinese characters stand in into single ones.
class Characters {
  ctype_(text) {
    return HAN.test(text) ? "H" : "O";
  }

  segment(text) {
    return text.match(/[\u3400-\u9fff]|[^\u3400-\u9fff]+/g);
  }
}

// Where a token stands: which block of the page, and at which character of it.
const place = (token) => {
  const at = token.metadata.position;
  return [at >>> 20, self.lunr.tokenizer.table[at >>> 20][at & 0xfffff] >>> 12];
};

const follows = (token, next) => {
  const [block, start] = place(token);
  const [behind, there] = place(next);
  return HAN.test(next.str) && block === behind && there === start + token.str.length;
};

// A term for each run of one to four characters that begins here, once for each of them, so that all are marked.
function terms(token, index, tokens) {
  if (!HAN.test(token.str)) return token.update(folded);
  const found = [];
  let run = [];
  for (let i = index; i < tokens.length && run.length < LONGEST; i += 1) {
    if (run.length && !follows(tokens[i - 1], tokens[i])) break;
    run = [...run, tokens[i]];
    const term = run.map((part) => part.str).join("");
    found.push(...run.map((part) => part.clone(() => term)));
  }
  return found;
}

// What is asked for by its beginning is found in several terms: each of its characters is marked once.
function once(fields, seen) {
  for (const [name, field] of Object.entries(fields)) {
    field.position = field.position.filter((at) => !seen.has(name + at) && seen.add(name + at));
  }
}

function adapted(lunr) {
  lunr.Pipeline.registerFunction(terms, "terms");
  const search = lunr.Index.prototype.search;
  lunr.Index.prototype.search = function (query) {
    const found = search.call(this, query);
    for (const { matchData } of found) {
      const seen = new Set();
      for (const fields of Object.values(matchData.metadata)) once(fields, seen);
    }
    return found;
  };
  const made = function (config) {
    return lunr(function (builder) {
      this.pipeline.add(terms);
      config.call(this, builder);
    });
  };
  return Object.assign(made, lunr, { TinySegmenter: Characters });
}

function loaded() {
  if (!frame) return importScripts("MATERIAL");
  const script = document.createElement("script");
  script.src = new URL("MATERIAL", document.currentScript.src);
  const done = new Promise((resolve) => script.addEventListener("load", resolve));
  document.head.append(script);
  return done;
}

const ready = Promise.resolve(loaded()).then(() => {
  self.lunr = adapted(self.lunr);
});
