import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gradeName, nameKey } from "./names.ts";

const GRACE = { given: "Grace", family: "Mwangi" };

describe("gradeName", () => {
  it.each([
    ["Grace Mwangi", "correct"],
    ["mwangi, grace", "correct"],
    ["G. Mwangi", "correct"],
    ["Mwangi G", "correct"],
    ["Mrs Grace Mwangi", "correct"],
    ["Grace W. Mwangi", "correct"],
    ["Grace Mwnagi", "correct"],
    ["Grase Mwangi", "correct"],
    ["GraceMwangi", "correct"],
    ["Grase Mwnagi", "partial"],
    ["Mwangi", "partial"],
    ["Mwangy", "partial"],
    ["Grace", "partial"],
    ["Grace M", "partial"],
    ["Grace Wanjiku Mwangi", "partial"],
    ["Grace Mwangi Otieno", "partial"],
    ["John Mwangi", "invalid"],
    ["H Mwangi", "invalid"],
    ["Grace Smith", "invalid"],
    ["G M", "invalid"],
    ["G", "invalid"],
    ["Gra", "invalid"],
    ["Grace Mary John Mwangi", "invalid"],
    ["Grace Mwangi John Smith Maria Garcia", "invalid"],
    ["Grace Mwangi from accounting", "partial"],
    ["my boss Grace Mwangi", "correct"],
    ["it was Grace Mwangi I think", "correct"],
    ["I think it is Mwangi", "partial"],
    ["Grace Mwangi, PhD", "correct"],
    ["Grace Mwangi Ph.D.", "correct"],
    ["Mwangi, Dr. Grace", "correct"],
    ["Dr. Grace Mwangi MD", "correct"],
    ["Prof. Dr. Mwangi", "partial"],
    ["Sig.ra Grace Mwangi", "correct"],
    ["Grace Mwangi Jr.", "correct"],
    ["Grace Mwangi III", "correct"],
    ["Grace Mwangi (née Otieno)", "correct"],
    ["Otieno (née Mwangi)", "invalid"],
    ["Dr. Smith", "invalid"],
    ["PhD", "invalid"],
    ["Smith Mwangi", "invalid"],
    ["", "invalid"],
  ])("%j for Grace Mwangi is %s", (text, expected) => {
    expect(gradeName(GRACE, text)).toBe(expected);
  });

  it.each([
    ["Robert Jones", "Bob Jones"],
    ["Bill Jones", "William Jones"],
    ["Yosef Levi", "Yossi Levi"],
    ["José Álvarez", "Pepe Alvarez"],
    ["Jürgen Müller", "Juergen Mueller"],
    ["Juergen Mueller", "Jürgen Müller"],
    ["Søren Kjær", "Soren Kjaer"],
    ["Siobhan O'Brien", "Siobhan O Brien"],
    ["Anna van der Berg", "Anna Berg"],
    ["Anna van der Berg", "Anna vanderBerg"],
    ["Maria Garcia-Lopez", "Maria Garcia"],
    ["Suharto", "suharto"],
    ["Mohammed Ali", "Muhammad Ali"],
  ])("for %j accepts %j", (name, text) => {
    const [given = "", ...family] = name.split(" ");
    expect(gradeName({ given, family: family.join(" ") }, text)).toBe("correct");
  });

  it.each([
    ["Anna", "van der Berg", "Anna v. d. Berg"],
    ["Anna", "van der Berg", "A. v.d. Berg"],
    ["Anna", "van der Berg", "Anna v/d Berg"],
    ["Anna", "van der Berg", "Anna van d. Berg"],
    ["Anna", "van der Berg", "Berg, Anna van der"],
    ["Anna", "van der Berg", "van der Berg, Anna"],
    ["Anna", "van der Berg", "Berg, Anna v. d."],
    ["Ludwig van", "Beethoven", "van Beethoven, Ludwig"],
    ["Ludwig van", "Beethoven", "Ludwig van Beethoven"],
    ["Ludwig van", "Beethoven", "Ludwig v. Beethoven"],
    ["Ludwig van", "Beethoven", "Ludwig Beethoven"],
    ["Maria", "de la Cruz", "Maria de la Cruz"],
    ["Maria", "de la Cruz", "Maria d. l. Cruz"],
    ["Maria", "de la Cruz", "Cruz, Maria de la"],
    ["Maria", "de la Cruz Ruiz", "Maria de la Cruz"],
    ["Maria de la", "Cruz", "de la Cruz Maria"],
    ["Jean-Paul", "Roux", "JP Roux"],
    ["Jean-Paul", "Roux", "J-P Roux"],
    ["Jean-Paul", "Roux", "Roux J.-P."],
    ["Henry", "Smith Jr.", "Henry Smith"],
    ["Anna", "Müller (geb. Schmidt)", "Anna Müller"],
    ["नेहा", "शर्मा", "शर्मा नेहा"],
    ["สมชาย", "ใจดี", "สมชาย ใจดี"],
  ])("for %s | %s accepts %j", (given, family, text) => {
    expect(gradeName({ given, family }, text)).toBe("correct");
  });

  it.each([
    ["Anna", "van der Berg", "van der Berg", "partial"],
    ["Ludwig van", "Beethoven", "van Beethoven", "partial"],
    ["Ludwig van", "Beethoven", "van Ludwig", "invalid"],
    ["Anna", "van der Berg", "Anna Åberg", "invalid"],
    ["Anna", "van Dam", "Anna Adam", "invalid"],
    ["Jean Olivier", "Roux", "Jo Roux", "invalid"],
    ["Li", "Wei", "Liwei Pan", "invalid"],
    ["Li", "Wei", "Liwei Ma", "invalid"],
    ["रमा", "शर्मा", "रामा शर्मा", "invalid"],
    ["राकेश", "शर्मा", "राजेश शर्मा", "invalid"],
    ["মিনা", "দাস", "মীনা দাস", "invalid"],
  ])("for %s | %s grades %j as %s", (given, family, text, grade) => {
    expect(gradeName({ given, family }, text)).toBe(grade);
  });

  it("never takes an ordinary other name for the right one", () => {
    const givens = "Anna Grace Li Da Mei Maria José Omar Priya Chidi Olga Wei Jean Ines Bo Ada Van Le Dirk Ewa".split(
      " ",
    );
    const families = "Berg Smith Wang Cruz Silva Nwosu Ito Roux Petrov Khan Ek Le Dam Ma Ruiz Lund Vos Abe Sato".split(
      " ",
    );
    const particles = ["", "", "van der ", "de la ", "von ", "al "];
    const written = ["", "", "", "Dr. ", "it was "];
    const name = fc.record({
      given: fc.constantFrom(...givens),
      family: fc.constantFrom(...families),
      particle: fc.constantFrom(...particles),
    });
    fc.assert(
      fc.property(name, name, fc.constantFrom(...written), fc.boolean(), (one, other, before, surnameFirst) => {
        fc.pre(one.given !== other.given || one.family !== other.family);
        const family = `${other.particle}${other.family}`;
        const answer = before + (surnameFirst ? `${family}, ${other.given}` : `${other.given} ${family}`);
        // "Wei Le" and "Le Wei" cannot be told apart, for any order is right.
        fc.pre(new Set([one.given, one.family, other.given, other.family]).size > 2);
        const expected = { given: one.given, family: `${one.particle}${one.family}` };
        expect(gradeName(expected, answer), `${answer} for ${JSON.stringify(expected)}`).not.toBe("correct");
      }),
      { numRuns: 2_000 },
    );
  });

  it("accepts names written without a space", () => {
    expect(gradeName({ given: "小明", family: "王" }, "王小明")).toBe("correct");
    expect(gradeName({ given: "Jean Paul", family: "Roux" }, "J.P. Roux")).toBe("correct");
  });

  it.each([
    ["Dolores", "García", "Lola Garcia"],
    ["Albert", "Smith", "Bert Smith"],
    ["Katarzyna", "Nowak", "Kasia Nowak"],
    ["István", "Nagy", "Pista Nagy"],
    ["Francesco", "Rossi", "Checco Rossi"],
    ["Margarethe", "Huber", "Gretl Huber"],
    ["Evangelos", "Papadakis", "Vangelis Papadakis"],
    ["Marc", "Dupont", "Mark Dupont"],
    ["Sergei", "Mikhailov", "Sergey Mikhaylov"],
    ["Lakshmi", "Iyer", "Laxmi Iyer"],
    ["Filip", "Mikhailov", "Philip Mikhaylov"],
    ["Abdul Rahman", "Khan", "Abdurrahman Khan"],
    ["Jin-ho", "Park", "Pak Jinho"],
    ["Young-ho", "Choi", "Choe Yeong-ho"],
    ["Wei", "Zhang", "Chang Wei"],
    ["Yuko", "Ono", "Yuuko Ohno"],
    ["Yuri", "Gagarin", "Юрий Гагарин"],
    ["Юрий", "Гагарин", "Yuri Gagarin"],
    ["Giorgos", "Papadopoulos", "Γιώργος Παπαδόπουλος"],
    ["Haim", "Cohen", "חיים כהן"],
    ["Mohamed", "Salah", "محمد صلاح"],
    ["Ji-ho", "Park", "박지호"],
    ["Wei", "Zhang", "张伟"],
  ])("takes %s %s for written as %j", (given, family, text) => {
    expect(gradeName({ given, family }, text)).toBe("correct");
  });

  it.each([
    ["Jan", "Novák", "Jana Nováková"],
    ["Anna", "Schmidt", "Hanna Schmidt"],
    ["Hassan", "Ali", "Hussein Ali"],
    ["John", "Smith", "Sean Smith"],
    ["Min-jun", "Kim", "Min-seo Kim"],
    ["Li", "Wang", "Lei Zhao"],
    ["Yuri", "Gagarin", "Игорь Гагарин"],
    ["Haim", "Cohen", "משה כהן"],
  ])("does not take %s %s for %j", (given, family, text) => {
    expect(gradeName({ given, family }, text)).not.toBe("correct");
  });

  it("takes a slip for the person, and a colleague's name for the colleague", () => {
    const marta = { given: "Magdalena", family: "Hansen" };
    expect(gradeName(marta, "Magdalena Hanson")).toBe("correct");
    const known = { ...marta, others: [nameKey("Hanson, Magdalena")] };
    expect(gradeName(known, "Magdalena Hanson")).toBe("invalid");
    expect(gradeName(known, "hanson magdalena")).toBe("invalid");
    expect(gradeName(known, "I think it was Dr. Magdalena Hanson")).toBe("invalid");
    expect(gradeName(known, "Magdalena Hansen")).toBe("correct");
  });

  it("forgives no typing error in a short part", () => {
    expect(gradeName({ given: "Jane", family: "Li" }, "Jane Lu")).toBe("invalid");
    expect(gradeName({ given: "Anna", family: "Weber" }, "Anne Weber")).toBe("invalid");
    expect(gradeName({ given: "Robert", family: "Jones" }, "Bib Jones")).toBe("invalid");
  });

  it("does not cut a long answer to a right one", () => {
    const name = { given: "Maria", family: "de la Cruz y Ruiz del Rio" };
    expect(gradeName(name, "Maria de la Cruz y Ruiz del Rio")).toBe("correct");
    expect(gradeName(name, "Maria de la Cruz y Ruiz del Rio Smith Jones")).toBe("invalid");
  });

  it("accepts nothing for a name that has no letters", () => {
    expect(gradeName({ given: "--", family: "" }, "Grace")).toBe("invalid");
  });
});
