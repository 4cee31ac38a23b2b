/**
 * JSON as coloured text. The text stays as it is given: nothing is reordered or left out.
 *
 * @module
 */
import { useMemo } from 'preact/hooks';

/** A string (a key when a colon follows), a word, or a number. */
const TOKEN =
  /("(?:\\.|[^"\\\n])*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A block that scrolls by itself. `label` names it for those who do not see it. */
export function JsonText({ text, label }: { readonly text: string; readonly label: string }) {
  const parts = useMemo(() => coloured(text), [text]);
  return (
    <pre class="json-text" tabIndex={0} role="group" aria-label={label}>
      {parts.map(({ kind, text: part }, index) =>
        kind === '' ? (
          part
        ) : (
          <span key={index} class={kind}>
            {part}
          </span>
        ),
      )}
    </pre>
  );
}

interface Part {
  readonly kind: '' | 'key' | 'string' | 'word';
  readonly text: string;
}

function coloured(text: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [token, string, colon] = match;
    if (match.index > end) parts.push({ kind: '', text: text.slice(end, match.index) });
    const kind = string === undefined ? 'word' : colon === undefined ? 'string' : 'key';
    parts.push({ kind, text: token });
    end = match.index + token.length;
  }
  return [...parts, { kind: '', text: text.slice(end) }];
}
