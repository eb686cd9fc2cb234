/** What accepting at every score would come to: honest people let in against impostors let in, as a drawing. */
import type { Played } from "./results.ts";

const SIZE = 420;
const EDGE = 60;
/** Impostors are drawn by logarithm: what matters lies below one in a hundred. */
const LEAST = 1e-4;

interface Curve {
  readonly name: string;
  readonly honest: string;
  readonly impostor: string;
  readonly dash: string;
}

const CURVES: readonly Curve[] = [
  {
    name: "SIM thief, contact on record",
    honest: "first_time password_reset on_record yes",
    impostor: "sim_thief password_reset on_record yes answers_all",
    dash: "",
  },
  {
    name: "Researcher, typed",
    honest: "first_time password_reset typed yes",
    impostor: "researcher password_reset typed yes answers_all",
    dash: "6 4",
  },
  {
    name: "Hijacked agent, typed",
    honest: "first_time password_reset typed yes",
    impostor: "hijacked_agent password_reset typed yes answers_all",
    dash: "2 3",
  },
];

export function rocOf(results: readonly Played[]): string {
  const total = SIZE + 2 * EDGE;
  const lines = CURVES.map(({ name, honest, impostor, dash }, place) => {
    const path = pointsOf(results, honest, impostor)
      .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(" ");
    const at = EDGE + SIZE - 20 - place * 22;
    return [
      `<polyline fill="none" stroke="#2f57c9" stroke-width="2" stroke-dasharray="${dash}" points="${path}"/>`,
      `<line x1="${String(EDGE + 190)}" x2="${String(EDGE + 225)}" y1="${String(at - 4)}" y2="${String(at - 4)}" stroke="#2f57c9" stroke-width="2" stroke-dasharray="${dash}"/>`,
      `<text x="${String(EDGE + 232)}" y="${String(at)}">${name}</text>`,
    ].join("\n");
  });
  const ticks = [1e-4, 1e-3, 1e-2, 1e-1, 1].map(
    (share) =>
      `<text x="${xOf(share).toFixed(1)}" y="${String(EDGE + SIZE + 20)}" text-anchor="middle">${String(share * 100)} %</text>`,
  );
  const sides = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${String(EDGE - 8)}" y="${(yOf(share) + 4).toFixed(1)}" text-anchor="end">${String(share * 100)} %</text>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(total)} ${String(total)}" font-family="sans-serif" font-size="13" fill="#1c2330" role="img" aria-label="Honest people let in against impostors let in, for every score at which the check would be accepted">`,
    `<rect width="${String(total)}" height="${String(total)}" fill="#ffffff"/>`,
    `<rect x="${String(EDGE)}" y="${String(EDGE)}" width="${String(SIZE)}" height="${String(SIZE)}" fill="none" stroke="#c9cfda"/>`,
    ...ticks,
    ...sides,
    `<text x="${String(total / 2)}" y="${String(total - 12)}" text-anchor="middle">impostors let in (logarithm)</text>`,
    `<text x="${String(EDGE)}" y="${String(EDGE - 16)}">honest people let in, first time</text>`,
    ...lines,
    "</svg>\n",
  ].join("\n");
}

const xOf = (share: number): number =>
  EDGE + (SIZE * (Math.log10(Math.max(LEAST, share)) - Math.log10(LEAST))) / -Math.log10(LEAST);
const yOf = (share: number): number => EDGE + SIZE * (1 - share);

/** By the last score, whatever the proofs were: a hundred lines from 0 to 10. */
function pointsOf(
  results: readonly Played[],
  honest: string,
  impostor: string,
): readonly (readonly [number, number])[] {
  const below = (id: string): ((tenths: number) => number) => {
    const tally = results.find(({ row }) => row.id === id)?.tally;
    const entries = Object.entries(tally?.scores ?? {});
    return (tenths) =>
      entries.reduce((sum, [score, count]) => sum + (Number(score) <= tenths ? count : 0), 0) / (tally?.sessions ?? 1);
  };
  const [of, against] = [below(honest), below(impostor)];
  return Array.from({ length: 101 }, (_, tenths) => [xOf(against(tenths)), yOf(of(tenths))] as const);
}
