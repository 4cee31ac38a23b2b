/**
 * Numbered lines of code, with findings below theirs. Of a long text only the lines in sight are in the page.
 *
 * @module
 */
import { useEffect, useMemo, useRef } from 'preact/hooks';

import { useVirtualRows } from '../parts/use-virtual-rows';
import type { CodeLine, Mark } from './code-lines';

/** More rows than these are shown in a region of its own that scrolls, each on one line. */
const MOST_IN_FLOW = 1_000;
/** Characters of a piece that are shown: a browser takes long over a line of a megabyte. */
const LONGEST_PART = 20_000;
const ROW_HEIGHT = 22;

/** Where to go; a new object each time. */
export interface Jump {
  readonly line: number;
}

interface Row {
  readonly line: number;
  readonly mark?: Mark;
}

/** `marks`: by line, from 0. */
export function CodeView({
  label,
  lines,
  marks,
  jump,
}: {
  readonly label: string;
  readonly lines: readonly CodeLine[];
  readonly marks: ReadonlyMap<number, readonly Mark[]>;
  readonly jump: Jump | undefined;
}) {
  const rows = useMemo(() => rowsOf(lines.length, marks), [lines, marks]);
  const Rows = rows.length > MOST_IN_FLOW ? ScrolledRows : FlowingRows;
  return <Rows label={label} lines={lines} rows={rows} jump={jump} />;
}

interface RowsProps {
  readonly label: string;
  readonly lines: readonly CodeLine[];
  readonly rows: readonly Row[];
  readonly jump: Jump | undefined;
}

function FlowingRows({ label, lines, rows, jump }: RowsProps) {
  const code = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = code.current?.children[rows.findIndex(({ line }) => line === jump?.line)];
    row?.scrollIntoView({ block: 'center' });
  }, [jump]);
  return (
    <div class="code" role="region" aria-label={label} ref={code}>
      {rows.map((row, index) => (
        <CodeRow key={index} row={row} lines={lines} jump={jump} />
      ))}
    </div>
  );
}

function ScrolledRows({ label, lines, rows, jump }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, height, scrollTo } = useVirtualRows(scroller, rows.length, ROW_HEIGHT);
  useEffect(() => {
    if (jump === undefined) return;
    scroller.current?.scrollIntoView({ block: 'nearest' });
    scrollTo(
      rows.findIndex(({ line }) => line === jump.line),
      'center',
    );
  }, [jump]);
  return (
    <div class="code scrolled" role="region" aria-label={label} tabIndex={0} ref={scroller}>
      <div class="code-sheet" style={{ height: `${height}px` }}>
        {items.map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <div key={index} class="code-slot" style={{ transform: `translateY(${start}px)` }}>
                <CodeRow row={row} lines={lines} jump={jump} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function CodeRow({
  row: { line, mark },
  lines,
  jump,
}: {
  readonly row: Row;
  readonly lines: readonly CodeLine[];
  readonly jump: Jump | undefined;
}) {
  const { depth = 0, parts = [] } = lines[line] ?? {};
  const indent = { paddingLeft: `${Math.min(depth, 40)}em` };
  if (mark !== undefined) {
    return (
      <div class={`code-note ${mark.kind}`} title={mark.finding.message}>
        <span style={indent}>{mark.finding.message}</span>
      </div>
    );
  }
  return (
    <div class={jump?.line === line ? 'code-line aimed' : 'code-line'}>
      <span class="line-number number" aria-hidden="true">
        {line + 1}
      </span>
      <code style={indent}>
        {parts.map(({ kind, text }, index) => (
          <span key={index} class={`code-${kind}`}>
            {cut(text)}
          </span>
        ))}
      </code>
    </div>
  );
}

function rowsOf(count: number, marks: ReadonlyMap<number, readonly Mark[]>): readonly Row[] {
  const rows: Row[] = [];
  for (let line = 0; line < count; line += 1) {
    rows.push({ line });
    for (const mark of marks.get(line) ?? []) rows.push({ line, mark });
  }
  return rows;
}

function cut(text: string): string {
  const more = text.length - LONGEST_PART;
  return more > 0 ? `${text.slice(0, LONGEST_PART)}… (${more} more characters)` : text;
}
