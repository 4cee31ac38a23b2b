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
  /** From 1; the line as a whole without it. */
  readonly column?: number;
}

interface Row {
  readonly line: number;
  readonly mark?: Mark;
}

interface CodeProps {
  /** Names the region for who cannot see it. */
  readonly label: string;
  readonly lines: readonly CodeLine[];
  readonly jump: Jump | undefined;
  /** A person follows a finding's line back to where it is explained. */
  readonly onMark: (mark: Mark) => void;
  /** Findings tell their columns: a line may have many. */
  readonly withColumns?: boolean;
}

/** `marks`: by line, from 0. */
export function CodeView({
  marks,
  ...props
}: CodeProps & { readonly marks: ReadonlyMap<number, readonly Mark[]> }) {
  const { lines } = props;
  const rows = useMemo(() => rowsOf(lines.length, marks), [lines, marks]);
  const Rows = rows.length > MOST_IN_FLOW ? ScrolledRows : FlowingRows;
  return <Rows rows={rows} {...props} />;
}

type RowsProps = CodeProps & { readonly rows: readonly Row[] };

function FlowingRows({ rows, ...props }: RowsProps) {
  const { label, jump } = props;
  const code = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = code.current?.children[rows.findIndex(({ line }) => line === jump?.line)];
    const character =
      jump?.column === undefined ? null : row?.querySelector(`[data-column="${jump.column}"]`);
    (character ?? row)?.scrollIntoView({ block: 'center' });
  }, [jump]);
  return (
    <div class="code" role="region" aria-label={label} ref={code}>
      {rows.map((row, index) => (
        <CodeRow key={index} row={row} {...props} />
      ))}
    </div>
  );
}

function ScrolledRows({ rows, ...props }: RowsProps) {
  const { label, jump } = props;
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
                <CodeRow row={row} {...props} />
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
  onMark,
  withColumns = false,
}: Omit<CodeProps, 'label'> & { readonly row: Row }) {
  const { depth = 0, parts = [] } = lines[line] ?? {};
  const indent = { paddingLeft: `${Math.min(depth, 40)}em` };
  if (mark !== undefined) {
    const { message, column } = mark.finding;
    return (
      <div class={`code-note ${mark.kind}`}>
        <button type="button" title="Show it among the findings" onClick={() => onMark(mark)}>
          <span style={indent}>
            {withColumns && `column ${column}: `}
            {message}
          </span>
        </button>
      </div>
    );
  }
  // A line as it came may be the whole body: there the character alone is marked.
  const isAimed = jump?.line === line && jump.column === undefined;
  return (
    <div class={isAimed ? 'code-line aimed' : 'code-line'}>
      <span class="line-number number" aria-hidden="true">
        {line + 1}
      </span>
      <code style={indent}>
        {parts.map(({ kind, text, column }, index) => (
          <span
            key={index}
            class={
              column !== undefined && column === jump?.column ? `code-${kind} here` : `code-${kind}`
            }
            data-column={column}
          >
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
