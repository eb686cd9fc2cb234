/**
 * Family names of Korea and China that are written in Latin letters in more than one way by the same people: by the
 * standard of the day, an older one, or the language of the region. In plain form.
 */
const KOREAN = `
kim gim|lee yi rhee ri li i|park pak bak bark bag|choi choe|jung jeong chung cheong|kang gang|cho jo joe|yoon yun youn
jang chang|lim im rim yim|han hahn|oh o|seo suh so|shin sin|kwon gwon kweon|hwang whang|ahn an|song|ryu yoo yu you ryoo
jeon jun chun cheon|ko go koh|moon mun|son sohn|bae pae|baek paik back baik baeg|heo hur huh|shim sim|noh no roh ro|kwak gwak gwag
sung seong|joo ju chu|woo u wu|koo gu ku goo|chin jin|na ra rah|um eom|won weon|bang pang|kong gong|hyun hyeon
byun byeon|yeom yum|gil kil|do to|suk seok seog|sun seon|seol sul|yeon youn|myung myeong|ki gi|kuk gook kook guk gug|yang ryang
namkung namgung namgoong|sunwoo seonu seonwoo|hwangbo whangbo|yook yuk|tak|pyo|nam|min|ma|cha|ha
`;
const CHINESE = `
wang wong|li lee lei|zhang chang cheung teo|liu lau|chen chan tan chin|yang yeung yeo|huang wong hwang ng|zhao chao chiu
wu ng goh|zhou chou chow chau|xu hsu hui tsui|sun suen|zhu chu chue|hu wu|guo kuo kwok|he ho hor|lin lam lim|gao kao ko
luo lo law|zheng cheng tay|liang leung|xie hsieh tse chia|song sung|deng teng tang|feng fung|cao tsao cho|peng pang
zeng tseng tsang chan|xiao hsiao siu|tian tien tin|dong tung|pan poon|yuan yuen|cai tsai choi choy chua|jiang chiang
yu yue|du tu to|ye yeh yip yap|cheng ching|su so|lu lo loo|ding ting|ren jen yam|yao yiu|fang fong|shi shih sek|jin chin kam
cui tsui choi|tan tam|liao liu|zou tsou chau|xiong hsiung hung|kong kung hung|bai pai|qin chin|qiu chiu yau|jia chia ka
meng mang|long lung|duan tuan|qian chien chin|yin yan|lai li|yi i|qiao chiao kiu|gong kung|zhong chung|jian chien kan|mo mok
xue hsueh sit|yan yen yim|hou hau|shao shiu|wei ngai|tang tong|lei louie|ruan yuan yuen|geng keng|gu ku koo|wen man
`;

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text.split(/[|\n]/).flatMap((row) => (row.trim() === "" ? [] : [row.trim().split(" ")]));

const KOREAN_ROWS = rowsOf(KOREAN);
const ROWS = [...KOREAN_ROWS, ...rowsOf(CHINESE)];

/** How else a family name is written, in plain form; itself where it stands in a row. */
export function alsoWritten(family: string): readonly string[] {
  return ROWS.filter((row) => row.includes(family)).flat();
}

/** Whether a given name beside it may be Korean: the syllables of those are written in several ways. */
export function isKorean(family: string): boolean {
  return KOREAN_ROWS.some((row) => row.includes(family));
}
