/** What every part of a report is made of. */
import type { ComponentChildren } from "preact";

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Names with their values; a value that is not there leaves its name out. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts-list">
      {facts
        .filter(([, value]) => value !== undefined && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Columns whose cells are figures stand to the right. */
export interface Head {
  readonly name: string;
  readonly right?: boolean;
}

export interface LinesProps {
  /** What the lines are; a narrow screen scrolls them by themselves. */
  readonly name: string;
  readonly heads: readonly Head[];
  readonly lines: readonly (readonly ComponentChildren[])[];
}

export function Lines({ name, heads, lines }: LinesProps) {
  const side = (index: number): string => (heads[index]?.right === true ? "right" : "");
  return (
    <div class="sheet" role="region" aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head, index) => (
              <th key={head.name} scope="col" class={side(index)}>
                {head.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((cells, line) => (
            <tr key={line}>
              {cells.map((cell, index) => (
                <td key={index} class={side(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
