/** Rows under heads. What stands in a cell is the column's; a press anywhere on a row opens it. */
import type { ComponentChildren } from "preact";

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  readonly right?: boolean;
  /** Its head is for screen readers only. */
  readonly quiet?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

export interface DataTableProps<Row> {
  /** For screen readers: what the rows are and in which order. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  readonly selected?: string;
  readonly onOpen?: (id: string) => void;
  /** What the page's style gives the columns their widths by: "wide", "compact". */
  readonly look?: string;
}

export function DataTable<Row>({ caption, columns, rows, look, ...each }: DataTableProps<Row>) {
  return (
    <table class={look === undefined ? "rows" : `rows ${look}`}>
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ id, head, right, quiet }) => (
            <th key={id} scope="col" class={right === true ? "right" : ""}>
              {quiet === true ? <span class="hidden">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={each.idOf(row)} row={row} columns={columns} {...each} />
        ))}
      </tbody>
    </table>
  );
}

type TableRowProps<Row> = Pick<DataTableProps<Row>, "columns" | "idOf" | "selected" | "onOpen"> & { readonly row: Row };

function TableRow<Row>({ row, columns, idOf, selected, onOpen }: TableRowProps<Row>) {
  const id = idOf(row);
  const press = (event: MouseEvent): void => {
    // A link, a button or a menu inside acts by itself, and a text selection is no press.
    if (event.target instanceof Element && event.target.closest("a, button, [popover]") !== null) return;
    if (getSelection()?.isCollapsed !== false) onOpen?.(id);
  };
  return (
    <tr
      data-row={id}
      class={[...(onOpen === undefined ? [] : ["opens"]), ...(id === selected ? ["selected"] : [])].join(" ")}
      {...(onOpen === undefined ? {} : { onClick: press })}
      {...(id === selected ? { "aria-current": "true" } : {})}
    >
      {columns.map((column) => (
        <td key={column.id} class={column.right === true ? "right" : ""}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}
