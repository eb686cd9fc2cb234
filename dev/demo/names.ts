/** Invented people with names from many places: marks, hyphens, apostrophes, particles, spaces. */
export interface NamePool {
  readonly id: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const words = (text: string): readonly string[] => text.split(", ");

export const NAME_POOLS: readonly NamePool[] = [
  {
    id: "british-irish",
    given: words("Siobhán, Callum, Harriet, Owen, Niamh, Rhys, Fiona, Declan, Beatrice, Ewan, Cerys, Angus"),
    family: words(
      "O'Connor, Whitaker, MacLeod, Pritchard, Fitzgerald, Ashworth-Bell, Byrne, Llewellyn, Hargreaves, D'Arcy",
    ),
  },
  {
    id: "portuguese-spanish",
    given: words("Inês, Tiago, Conceição, Álvaro, Lúcia, Gonçalo, Begoña, Joaquín, Beatriz, Rúben, Marisa, Íñigo"),
    family: words("Magalhães, Muñoz, Araújo, Ibáñez, de Sousa, Simões, Peña, Guimarães, Vázquez, Queirós"),
  },
  {
    id: "indian",
    given: words(
      "Ananya, Karthik, Meenakshi, Rohan, Ishita, Vikram, Lavanya, Arjun, Deepika, Siddharth, Nandini, Harish",
    ),
    family: words("Krishnamurthy, Iyer, Banerjee, Kulkarni, Nair, Deshpande, Chatterjee, Reddy, Bhattacharya, Menon"),
  },
  {
    id: "nigerian-ghanaian",
    given: words("Adébáyọ̀, Chiamaka, Kwame, Ngozi, Oluwaseun, Ama, Emeka, Folasade, Kofi, Ifeoma, Yaw, Temitope"),
    family: words("Okonkwo, Mensah, Adeyemi, Boateng, Eze, Ọlátúnjí, Asante, Nwosu, Owusu, Balogun"),
  },
  {
    id: "arabic-persian",
    given: words("Layla, Omar, Noor, Yusuf, Shirin, Tariq, Samira, Karim, Parisa, Hassan, Dalia, Reza"),
    family: words("Al-Masri, Haddad, Farahani, El Amrani, Khoury, Abd al-Rahman, Nasser, Shirazi, Bouzid, Mansour"),
  },
  {
    id: "chinese-vietnamese",
    given: words("Wei, Xiaoling, Jun, Thị Mai, Minh, Yuhan, Quốc Anh, Zhihao, Hương, Lanying, Đức, Meifeng"),
    family: words("Nguyễn, Zhang, Trần, Li, Phạm, Chen, Ouyang, Wu, Đặng, Lü"),
  },
  {
    id: "japanese-korean",
    given: words("Haruka, Ji-woo, Kenta, Seo-yeon, Yūki, Min-jun, Aiko, Hye-jin, Shōta, Eun-ji, Naoki, Do-yun"),
    family: words("Watanabe, Kim, Fujimoto, Park, Ōnishi, Choi, Kobayashi, Jeong, Saitō, Kang"),
  },
  {
    id: "central-european",
    given: words("Łukasz, Zuzana, Grzegorz, Eliška, Małgorzata, Ondřej, Judit, Błażej, Ágnes, Jiří, Katarzyna, Dušan"),
    family: words("Nowak-Zieliński, Dvořák, Szczepański, Horváthová, Kovács, Šimek, Wiśniewska, Nagy, Černý, Brzęczek"),
  },
  {
    id: "nordic-german",
    given: words("Åsa, Jürgen, Søren, Annelise, Þóra, Björn, Heike, Mikkel, Sigríður, Götz, Liv, Torsten"),
    family: words(
      "Ångström, Müller-Hahn, Kjærgaard, von der Heide, Guðmundsdóttir, Strauß, Bjørnstad, Weiß, Ødegård, Virtanen",
    ),
  },
  {
    id: "turkish-greek",
    given: words("Ayşe, Dimitris, Çağla, Eleni, Özgür, Nikos, Gülşen, Stavros, İrem, Katerina, Emre, Yiannis"),
    family: words(
      "Yıldırım, Papadopoulos, Şahin, Konstantinidis, Öztürk, Dimitriou, Ağaoğlu, Vlachos, Çelik, Georgiou",
    ),
  },
  {
    id: "north-american",
    given: words("Tyler, Mackenzie, DeShawn, Brooke, Hunter, Keisha, Logan, Savannah, Malik, Paige, Dakota, Jasmine"),
    family: words(
      "Henderson, Ramirez-Cole, McAllister, Washington, Kowalczyk, St. Clair, Van Buren, Castillo, Whitfield, LeBlanc",
    ),
  },
];

/** Letters that have no decomposition into a plain letter and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ł: "l",
  ø: "o",
  ı: "i",
  ß: "ss",
  đ: "d",
  æ: "ae",
  ð: "d",
  þ: "th",
};

/** A name as it stands in a user name: plain lower-case letters, parts joined by hyphens. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[łøıßđæðþ]/g, (letter) => PLAIN[letter] ?? letter)
    .normalize("NFD")
    .replace(/[\u0300-\u036f'.]/g, "")
    .replace(/[^a-z]+/g, "-");
}
