/** Words that stand around a name or inside it without being the name. All in their plain form. */
import { readingsOf } from "./asides.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Between given name and family name, filed with either, often abbreviated. */
const PARTICLES = set(
  "van von vom zum zur der den de da do dos das del della di du la le los las ter ten te zu bin ben bint ibn al el y e",
);
/** None of them is a name of its own anywhere: "Don", "Pan", "Ma" and "San" are. */
const TITLES = set(
  `mr mrs ms miss mx dr doctor doktor docteur prof professor profa sir dame lady sister capt col rev
  herr herrn frau fr fru frk froken hr kfm kffr mag sr sra srta senor senora senhor senhora seu dona dna dra lic licda arq
  sig sigra signor signora avv rag geom arch dott dottssa mme mlle mademoiselle monsieur madame
  dhr mevr mevrouw mw drs ir ing dipl eng civ tekn docent herra rouva neiti pani mgr inz hab lek mudr judr mvdr rndr phdr
  paeddr bc doc ifj domnul doamna gospodin gospozha kyrios kyria sayin muh av adv geveret ustaz sheikh sayyid sayyida shri
  kumari sensei bucho xiansheng nushi ssi nim`.replaceAll(/\s+/g, " "),
);
const SUFFIXES = set(
  "phd dphil md jr jnr junior jun snr senior sen esq esquire ii iii iv mba msc bsc cpa cfa dds llm llb obe mbe cbe kc pmp fca acca rn csc fils filho neto",
);
/** The same parted by a full stop or a space: "Sig.ra", "Ph.D.". A degree stands behind a name, never first. */
const TITLES_IN_TWO = new Set(["sig ra", "dott ssa", "prof ssa"]);
const SUFFIXES_IN_TWO = new Set(["ph d", "m d", "d phil", "m sc", "b sc", "m a", "b a"]);
/** After these stands the name a person was born with. */
const BORN_AS = set(
  "nee geb geboren geborene born roz rozena rozeny rod ur fodt fodd nata urozh szuletett nascuta ent vormals fruher tidigare previously formerly domu domo soltera solteira nubile fille maiden meisjesnaam",
);
/** Beside them: "z domu", "maiden name", "nom de jeune fille". */
const BORN_BESIDE = set("z de da nom nome cognome jeune name");

/** Every way to read an answer as a name: as it stands, without words around it, without titles and what follows a name. */
export function nameReadings(all: readonly string[]): readonly (readonly string[])[] {
  const readings = readingsOf(all).flatMap((read) => [read, bareName(read), nameAtBirth(read)]);
  return readings.filter((read) => read.length > 0);
}

/** "Anna Weber née Schmidt" as a directory has her that still says Anna Schmidt; empty where no such name is told. */
function nameAtBirth(all: readonly string[]): readonly string[] {
  const marker = all.findIndex((word, at) => at > 1 && BORN_AS.has(word));
  const before = marker === -1 ? [] : all.slice(0, marker);
  const beside = before.findLastIndex((word) => !BORN_BESIDE.has(word));
  const behind = marker === -1 ? [] : all.slice(marker + 1).filter((word) => !BORN_BESIDE.has(word));
  return behind.length === 0 ? [] : bareName([...before.slice(0, beside), ...behind]);
}

/** Without titles, degrees and the name at birth; the words themselves when nothing else is there. */
export function bareName(all: readonly string[]): readonly string[] {
  const born = all.findIndex((word, at) => at > 0 && BORN_AS.has(word));
  const now = born === -1 ? all : all.slice(0, born);
  const isPair = (at: number): boolean => {
    const pair = `${now[at] ?? ""} ${now[at + 1] ?? ""}`;
    return TITLES_IN_TWO.has(pair) || (at > 0 && SUFFIXES_IN_TWO.has(pair));
  };
  const bare = now.filter((word, at) => !TITLES.has(word) && !SUFFIXES.has(word) && !isPair(at) && !isPair(at - 1));
  return bare.length === 0 ? all : bare;
}

/** Particles before a family name, behind a given name, and what is left: "van der | Berg", "Ludwig | van". */
export function partedByParticles(read: readonly string[]): {
  readonly before: readonly string[];
  readonly main: readonly string[];
  readonly behind: readonly string[];
} {
  const first = read.findIndex((word) => !PARTICLES.has(word));
  const last = read.findLastIndex((word) => !PARTICLES.has(word));
  // A name of nothing but such words is a name: "Le", "Di La".
  return first === -1
    ? { before: [], main: read, behind: [] }
    : { before: read.slice(0, first), main: read.slice(first, last + 1), behind: read.slice(last + 1) };
}

export function isParticle(word: string): boolean {
  return PARTICLES.has(word);
}

/** Most particles that are abbreviated; of more, each is written out. */
const ABBREVIATED = 3;

/** "van der" as people write it: left out, in full, or with some words cut to their first letter ("vd", "vder"). */
export function particleForms(particles: readonly string[]): readonly string[] {
  const cut = particles.length > ABBREVIATED ? [] : particles;
  const forms = cut.reduce<string[]>(
    (all, word) => all.flatMap((form) => [form + word, form + (Array.from(word)[0] ?? "")]),
    [particles.length > ABBREVIATED ? particles.join("") : ""],
  );
  return [...new Set(["", ...forms])];
}
